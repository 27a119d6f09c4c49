import { describe, expect, it } from 'vitest';
import { formatSummary } from './summary.ts';

describe('the summary of a list', () => {
  it('has a line for each status and event, the most frequent first within a status', () => {
    const text = formatSummary({
      rows: { total: 10, duplicate: 2, empty: 1 },
      counts: { passed: 5, failed: 4, unknown: 1, pending: 0 },
      events: { is_catchall: 1, invalid_syntax: 1, mailbox_does_not_exist: 3, mailbox_exists: 5, mailbox_full: 0 },
    });
    expect(text.split('\n')).toEqual([
      '  status   event                   rows    share',
      '  passed   mailbox_exists             5   50.0 %',
      '  failed   mailbox_does_not_exist     3   30.0 %',
      '  failed   invalid_syntax             1   10.0 %',
      '  unknown  is_catchall                1   10.0 %',
      '           all                       10  100.0 %',
      '  2 rows repeat an address.',
    ]);
  });

  it('says what is pending, and nothing of shares of nothing', () => {
    const counts = { passed: 0, failed: 0, unknown: 0, pending: 3 };
    expect(formatSummary({ rows: { total: 3, duplicate: 0, empty: 0 }, counts, events: {} })).toMatch(
      /pending +3 +100.0 %/,
    );
    expect(formatSummary({ rows: null, counts: { ...counts, pending: 0 }, events: {} })).not.toContain('NaN');
  });
});
