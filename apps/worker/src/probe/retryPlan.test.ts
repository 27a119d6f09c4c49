import { describe, expect, it } from 'vitest';
import { planRetry, type RetryRequest } from './retryPlan.ts';

const MINUTE = 60_000;
const SCHEDULES = { greylistDelaysMs: [6 * MINUTE, 16 * MINUTE, 35 * MINUTE], retryDelaysMs: [MINUTE] };
const HOST = { mxHost: 'mx.example.com', mxIp: '192.0.2.1' };
const NOW = 1_000_000;
const GREYLISTED: RetryRequest = {
  reason: 'greylisted',
  tries: { greylist: 0, retry: 0 },
  domain: 'example.com',
  hintMs: null,
  passedAfterMs: null,
  notBefore: NOW,
  host: HOST,
  now: NOW,
};

function waitOf(changes: Partial<RetryRequest>): number | null {
  const { retry } = planRetry({ ...GREYLISTED, ...changes }, SCHEDULES);
  return retry === null ? null : (retry.notBefore - NOW) / MINUTE;
}

function expectFrom(wait: number | null, minutes: number): void {
  expect(wait).toBeGreaterThanOrEqual(minutes);
  expect(wait).toBeLessThanOrEqual(minutes * 1.051);
}

describe('a greylisted address', () => {
  it('is asked again by the schedule, at the host that it met, until that has an end', () => {
    expectFrom(waitOf({}), 6);
    expectFrom(waitOf({ tries: { greylist: 1, retry: 0 } }), 16);
    expect(waitOf({ tries: { greylist: 3, retry: 0 } })).toBeNull();
    expect(planRetry(GREYLISTED, SCHEDULES)).toMatchObject({ retry: HOST, tries: { greylist: 1, retry: 0 } });
  });

  it('is asked again when the server says, twice; after that no sooner than the schedule has it', () => {
    expectFrom(waitOf({ hintMs: 2 * MINUTE }), 2);
    expectFrom(waitOf({ hintMs: 2 * MINUTE, tries: { greylist: 1, retry: 0 } }), 2);
    expectFrom(waitOf({ hintMs: 2 * MINUTE, tries: { greylist: 2, retry: 0 } }), 35);
    expectFrom(waitOf({ hintMs: 60 * MINUTE, tries: { greylist: 2, retry: 0 } }), 60);
  });

  it('waits at once for as long as was enough for its domain before', () => {
    expectFrom(waitOf({ passedAfterMs: 22 * MINUTE }), 22);
    expectFrom(waitOf({ passedAfterMs: MINUTE }), 6);
    expectFrom(waitOf({ passedAfterMs: 22 * MINUTE, tries: { greylist: 1, retry: 0 } }), 16);
  });

  it('is asked again together with all of its domain, and not with all other domains', () => {
    expect(waitOf({})).toBe(waitOf({}));
    const waits = Array.from({ length: 50 }, (_, index) => waitOf({ domain: `d${index}.example` }));
    expect(new Set(waits).size).toBeGreaterThan(40);
  });
});

it('an address that had no turn waits for no schedule, and uses up no try', () => {
  const planned = planRetry({ ...GREYLISTED, reason: 'not_started', notBefore: NOW + 5 }, SCHEDULES);
  expect(planned).toMatchObject({ retry: { notBefore: NOW + 5, mxHost: null }, tries: { greylist: 0, retry: 0 } });
});

it('what else is temporary has its own, shorter schedule', () => {
  expectFrom(waitOf({ reason: 'temporary' }), 1);
  expectFrom(waitOf({ reason: 'temporary', hintMs: 3 * MINUTE }), 3);
  expect(waitOf({ reason: 'temporary', tries: { greylist: 0, retry: 1 } })).toBeNull();
});
