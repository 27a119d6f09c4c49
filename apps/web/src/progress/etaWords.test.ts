import { expect, it } from 'vitest';
import type { List } from '../api/schemas.ts';
import { etaWords } from './etaWords.ts';

const list: List = {
  id: '0123456789abcdef01234567',
  name: 'people.csv',
  state: 'verifying',
  createdAt: '2026-11-26T14:00:00.000Z',
  rows: { total: 1_000, duplicate: 0, empty: 0 },
  addresses: { total: 1_000, done: 400 },
  percent: 40,
  counts: { passed: 300, failed: 80, unknown: 20, pending: 600 },
  events: {},
  flags: {},
  providers: [],
  waiting: { greylisted: 0, throttled: 0, nextRetryAt: null },
  rate: 40,
  etaSeconds: 15,
};

it.each<[string, Partial<List>]>([
  ['40/s · about 15 s left', {}],
  ['40/s · time left not known yet', { etaSeconds: null }],
  ['Waiting for the first answers', { rate: 0, etaSeconds: null }],
  [
    'What is left waits for its next try',
    { rate: 0, etaSeconds: null, waiting: { greylisted: 590, throttled: 10, nextRetryAt: '2026-11-26T14:05:00.000Z' } },
  ],
  ['Paused: nobody is asked until you resume', { state: 'paused' }],
  ['All answers are in; the file is being written', { state: 'finishing' }],
])('the time left is told as %s', (words, part) => {
  expect(etaWords({ ...list, ...part })).toBe(words);
});
