import { describe, expect, test } from 'vitest';
import { flagMask, outcomeCode } from '../finish/outcomeCode.ts';
import { downloadFilterSchema, rowTest } from './downloadFilter.ts';

describe('the filter of a query', () => {
  test('is comma lists, or one list given in parts', () => {
    expect(downloadFilterSchema.parse({ status: 'passed, unknown', event: ['is_catchall', 'inconclusive'] })).toEqual({
      status: ['passed', 'unknown'],
      event: ['is_catchall', 'inconclusive'],
    });
    expect(downloadFilterSchema.parse({ status: '', other: 'x' })).toEqual({ status: [] });
  });

  test.each([{ status: 'pased' }, { event: 'passed' }, { flag: 'role;free' }, { exclude: 'x'.repeat(1_000) }])(
    'is not %j',
    (query) => {
      expect(downloadFilterSchema.safeParse(query).success).toBe(false);
    },
  );
});

describe('a row', () => {
  const passes = (filter: Parameters<typeof rowTest>[0], code: number, mask = 0) => {
    const { codes, masks } = rowTest(filter);
    return codes[code] === 1 && masks[mask] === 1;
  };
  const passed = outcomeCode('passed', 'mailbox_exists');
  const catchAll = outcomeCode('unknown', 'is_catchall');

  test('passes where nothing is asked', () => {
    expect(passes({}, outcomeCode('pending', null), flagMask(['role']))).toBe(true);
    expect([rowTest({}).isOpen, rowTest({ status: [] }).isOpen, rowTest({ flag: ['role'] }).isOpen]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('passes by its status and by its event, both where both are asked', () => {
    expect([passes({ status: ['passed'] }, passed), passes({ status: ['passed'] }, catchAll)]).toEqual([true, false]);
    expect(passes({ status: ['unknown'], event: ['is_catchall'] }, catchAll)).toBe(true);
    expect(passes({ status: ['passed'], event: ['is_catchall'] }, catchAll)).toBe(false);
    expect(passes({ event: ['is_catchall'] }, outcomeCode('pending', null))).toBe(false);
  });

  test('passes by flags that it has one of, and by those it has none of', () => {
    const role = flagMask(['role', 'free']);
    expect([passes({ flag: ['role', 'typo'] }, passed, role), passes({ flag: ['typo'] }, passed, role)]).toEqual([
      true,
      false,
    ]);
    expect([passes({ exclude: ['free'] }, passed, role), passes({ exclude: ['typo'] }, passed, role)]).toEqual([
      false,
      true,
    ]);
  });
});
