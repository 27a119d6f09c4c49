import { SYNTAX_REASONS } from '@mailsift/intake';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityOf, parseRecord, recordLine, shortenCell } from './splitRecord.ts';

const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('\t', '\n', '\r', '\\', '\\u000a', '\ud800', 'é', '@'), fc.string()),
});

describe('a record', () => {
  test('of any cell is one line of valid UTF-8 and is read back as it was', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...SYNTAX_REASONS), anyText, (row, reason, cell) => {
        const record = { row, kind: 'invalid', reason, cell } as const;
        const line = recordLine(record);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(Buffer.from(line).toString()).toBe(line);
        expect(parseRecord(line.slice(0, -1))).toEqual(record);
      }),
    );
  });

  test('of an address is read back, backslashes and tabs of other fields notwithstanding', () => {
    const record = { row: 9_999_999, kind: 'address', address: '"a\\\\u000ab"@example.com' } as const;
    expect(parseRecord(recordLine(record).trimEnd())).toEqual(record);
  });

  test.each(['', '1', '1\ta', 'x\ta\ty', '1\ti:nonsense\ty', '1\tb\ty'])('is not %j', (line) => {
    expect(() => parseRecord(line)).toThrow('Not a record');
  });

  test('of a long cell has its start, and cannot be an address', () => {
    expect(shortenCell('x'.repeat(200))).toHaveLength(200);
    expect(shortenCell(`a@${'x'.repeat(500)}`)).toMatch(/^a@x{198}\u2026$/);
  });
});

describe('the identity of a record', () => {
  test('folds case and nothing else', () => {
    const address = (text: string) => identityOf({ row: 0, kind: 'address', address: text });
    expect(address('A.B+c@Example.com')).toBe(address('a.b+C@example.com'));
    expect(address('ab@example.com')).not.toBe(address('a.b@example.com'));
  });

  test('tells a faulty cell from an address of the same text', () => {
    const cell = identityOf({ row: 0, kind: 'invalid', reason: 'no_at', cell: 'a@example.com' });
    expect(cell).not.toBe(identityOf({ row: 0, kind: 'address', address: 'a@example.com' }));
  });
});
