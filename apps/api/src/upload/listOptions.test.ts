import { describe, expect, it } from 'vitest';
import { parseInput } from '../http/parseInput.ts';
import { newListId } from './listId.ts';
import { formatOptionsSchema, listName, listOptionsSchema, sniffHints } from './listOptions.ts';

describe('the options of a list', () => {
  it('are text in a form and values in JSON', () => {
    const form = { emailColumn: '2', hasHeader: 'false', delimiter: 'tab' };
    const json = { emailColumn: 2, hasHeader: false, delimiter: '\t' };
    expect(parseInput(formatOptionsSchema, form)).toEqual(parseInput(formatOptionsSchema, json));
  });

  it('that are empty are not given', () => {
    expect(parseInput(listOptionsSchema, { name: '', delimiter: '', emailColumn: '', start: '' })).toEqual({
      start: true,
    });
    expect(sniffHints({}, true)).toEqual({ complete: true });
  });

  it('name all that is wrong with them at once', () => {
    expect(() => parseInput(listOptionsSchema, { start: 'x', delimiter: '#', webhookUrl: 'x' })).toThrow(
      expect.objectContaining({
        body: expect.objectContaining({
          errors: [
            { field: 'delimiter', message: 'must be one of , ; | tab' },
            { field: 'webhookUrl', message: 'must be an http or https URL' },
            { field: 'start', message: 'must be true or false' },
          ],
        }),
      }),
    );
  });
});

describe('the name of a list', () => {
  it.each([
    ['given', 'file.csv', 'given'],
    [undefined, 'file.csv', 'file.csv'],
    [undefined, undefined, 'list'],
    ['\u0000\u202e', undefined, 'list'],
    [undefined, '👩‍💻'.repeat(300), expect.stringMatching(/^.{1,400}$/u)],
  ])('%j or the file %j is %j', (given, file, name) => {
    expect(listName(given, file)).toEqual(name);
  });
});

describe('the id of a list', () => {
  it('follows from owner and key, and from nothing else when there is a key', () => {
    expect(newListId('a', 'k')).toBe(newListId('a', 'k'));
    expect(newListId('a', 'k')).toMatch(/^[0-9a-f]{24}$/);
    expect(new Set([newListId('a', 'k'), newListId('b', 'k'), newListId('a', 'l'), newListId('a', null)]).size).toBe(4);
  });

  it('is random without a key', () => {
    expect(newListId('a', null)).not.toBe(newListId('a', null));
  });
});
