import { PROVIDERS } from '@mailsift/lanes';
import type { SampleEntry, Sandbox } from '@mailsift/sandbox';
import { expect } from 'vitest';
import type { ListView } from '../client/listView.ts';
import type { ResultLine } from './system.fixture.ts';

/** R1: every row once, in its order, its own values unchanged. Each with the verdict that is true of the sandbox. */
export function expectRows(lines: readonly ResultLine[], entries: readonly SampleEntry[], sandbox: Sandbox): void {
  expect(lines.map(({ columns }) => columns)).toEqual(entries.map(({ cells }) => cells));
  const wrong = lines.flatMap(({ result }, index) => {
    const entry = entries[index];
    const truth = entry?.kind === 'address' ? sandbox.truth(entry.cells[2]) : null;
    const expected = truth ?? { status: 'failed', event: 'invalid_syntax' };
    const isRight = result.status === expected.status && result.event === expected.event;
    const causeIsRight = truth?.cause === undefined || truth.cause === result.cause;
    return isRight && causeIsRight ? [] : [{ email: result.email, expected, found: result }];
  });
  expect(wrong).toEqual([]);
}

/** R2: counts add up. */
export function expectCounts(list: ListView, lines: readonly ResultLine[]): void {
  const counted = {
    passed: 0,
    failed: 0,
    unknown: 0,
    pending: 0,
    ...countBy(lines.map(({ result }) => result.status)),
  };
  expect(list.counts).toEqual(counted);
  expect(list.rows?.total).toBe(lines.length);
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** P1: RCPTs that a server saw for an address are attempts we know of, and one more for each crash. Never DATA. */
export function expectAttempts(lines: readonly ResultLine[], sandbox: Sandbox, crashes: number): void {
  const { addresses, data } = sandbox.counts();
  expect(data).toBe(0);
  const asked = new Map<string, number>();
  for (const [address, times] of addresses) asked.set(fold(address), (asked.get(fold(address)) ?? 0) + times);
  const tooOften = lines.flatMap(({ result }) => {
    const seen = asked.get(fold(result.email)) ?? 0;
    return seen > result.attempts + crashes ? [{ email: result.email, seen, attempts: result.attempts }] : [];
  });
  expect(tooOften).toEqual([]);
}

const fold = (address: string) => address.toLowerCase();

interface Limits {
  readonly connections: number;
  readonly rate: number;
}

/** C1 and C2, as the servers saw it: connections at once, and RCPTs in any window, of each mail operator. */
export function expectLimits(sandbox: Sandbox, defaults: Limits): void {
  const exceeded = Object.entries(sandbox.counts().operators).flatMap(([operator, { connections, rcptAt }]) => {
    const policy = policyOf(operator, defaults);
    const burst = windowExcess(rcptAt, policy);
    return connections.most <= policy.connections && burst <= 0
      ? []
      : [{ operator, most: connections.most, burst, policy }];
  });
  expect(exceeded).toEqual([]);
}

/** What an operator bears: the limits of all lanes whose hosts are under its name, such as the two of outlook.com. */
function policyOf(operator: string, { connections, rate }: Limits) {
  const lanes = PROVIDERS.filter(({ suffixes }) =>
    suffixes.some((suffix) => suffix === operator || suffix.endsWith(`.${operator}`)),
  );
  if (lanes.length === 0) return { connections, rate, burst: Math.max(5, Math.ceil(rate / 4)) };
  const sum = (limit: 'connections' | 'rate' | 'burst') => lanes.reduce((total, lane) => total + lane[limit], 0);
  return { connections: sum('connections'), rate: sum('rate'), burst: sum('burst') };
}

/**
 * By how many RCPTs the fullest window is above `burst + rate * window`. Between a token and the arrival that is counted lie
 * three processes that share the cores with other tests: an arrival may be late, and the next one not.
 */
function windowExcess(
  at: readonly number[],
  { rate, burst }: { readonly rate: number; readonly burst: number },
): number {
  const JITTER_MS = 750;
  let most = 0;
  for (const [first, start] of at.entries()) {
    for (let last = first; last < at.length; last++) {
      const end = at[last] ?? start;
      const allowed = burst + (rate * (end - start + JITTER_MS)) / 1_000;
      most = Math.max(most, last - first + 1 - allowed);
    }
  }
  return most;
}
