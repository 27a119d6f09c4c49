import { describe, expect, it } from 'vitest';
import type { ListView } from '../client/listView.ts';
import { recordedTerminal } from '../terminal/terminal.fixture.ts';
import { createProgress, formatSeconds, progressLine } from './progress.ts';

const LIST: ListView = {
  id: 'x',
  name: 'list.csv',
  state: 'verifying',
  rows: { total: 300, duplicate: 0, empty: 0 },
  addresses: { total: 300, done: 135 },
  percent: 45.67,
  counts: { passed: 80, failed: 30, unknown: 25, pending: 165 },
  events: {},
  providers: [],
  waiting: { greylisted: 3, throttled: 0, nextRetryAt: null },
  rate: 12,
  etaSeconds: 150,
};

describe('the progress of a list', () => {
  it('is one line', () => {
    expect(progressLine(LIST)).toBe(
      'verifying   45 %  passed 80  failed 30  unknown 25  12/s  3 greylisted  about 3 min left',
    );
    expect(
      progressLine({ ...LIST, rate: 0, waiting: { greylisted: 0, throttled: 0, nextRetryAt: null }, etaSeconds: null }),
    ).toBe('verifying   45 %  passed 80  failed 30  unknown 25');
  });

  it('is said now and then where nobody looks on, and at the end', async () => {
    const terminal = recordedTerminal();
    let now = 0;
    const progress = createProgress(terminal, () => now);
    for (const percent of [1, 2, 3]) {
      progress.show({ ...LIST, percent });
      now += 3_000;
    }
    progress.show({ ...LIST, state: 'completed', percent: 100 });
    progress.end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(terminal.said().match(/\d+ %/g)).toEqual(['1 %', '3 %', '100 %']);
  });

  it('is told in the unit that fits', () => {
    expect([45, 150, 12_600].map(formatSeconds)).toEqual(['45 s', '3 min', '3.5 h']);
  });
});
