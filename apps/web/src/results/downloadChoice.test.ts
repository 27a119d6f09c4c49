import { describe, expect, it } from 'vitest';
import { downloadPath, EVERYTHING, estimateRows, presentEvents, SAFE, SAFE_AND_CATCH_ALL } from './downloadChoice.ts';

const CSV = { format: 'csv', isForSpreadsheets: false } as const;
const LIST = {
  rows: { total: 10, duplicate: 0, empty: 0 },
  events: { mailbox_exists: 4, is_catchall: 2, mailbox_does_not_exist: 3, a_new_one: 1 },
  flags: { disposable: 1 },
};

describe('a download', () => {
  it('asks for what it says it holds', () => {
    expect(downloadPath('abc', SAFE, CSV)).toBe(
      '/v1/lists/abc/download?event=mailbox_exists&exclude=disposable&format=csv',
    );
    expect(downloadPath('abc', SAFE_AND_CATCH_ALL, CSV)).toContain('event=mailbox_exists%2Cis_catchall&');
    expect(downloadPath('abc', EVERYTHING, CSV)).toBe('/v1/lists/abc/download?format=csv');
  });

  it('is disarmed for spreadsheets where it is one for them', () => {
    expect(downloadPath('abc', EVERYTHING, { format: 'csv', isForSpreadsheets: true })).toContain('safe=spreadsheet');
    expect(downloadPath('abc', EVERYTHING, { format: 'ndjson', isForSpreadsheets: true })).not.toContain('safe');
  });

  it('tells how many rows it has, and when it is not sure', () => {
    expect(estimateRows(LIST, SAFE)).toEqual({ rows: 4, isAtMost: true });
    expect(estimateRows({ ...LIST, flags: {} }, SAFE_AND_CATCH_ALL)).toEqual({ rows: 6, isAtMost: false });
    expect(estimateRows(LIST, EVERYTHING)).toEqual({ rows: 10, isAtMost: false });
  });

  it('offers the events that the list has', () => {
    expect(presentEvents(LIST)).toEqual(['mailbox_exists', 'mailbox_does_not_exist', 'is_catchall']);
  });
});
