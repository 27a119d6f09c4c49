import { describe, expect, it } from 'vitest';
import { PROVIDERS } from './data/providers.ts';
import { parseHostName } from './hostName.ts';
import { TAIL_LANE } from './laneName.ts';
import { createLaneTable } from './laneTable.ts';
import type { LanePolicy } from './policies.ts';

const DEFAULTS = { connections: 10, rate: 20 };
const TABLE = createLaneTable({ defaults: DEFAULTS });

function expectSound(policy: LanePolicy) {
  expect(Number.isInteger(policy.connections) && policy.connections >= 1).toBe(true);
  expect(policy.rate).toBeGreaterThan(0);
  expect(policy.connectionRate).toBeGreaterThan(0);
  // A transaction takes its tokens at once: more than a bucket holds would break the bound on arrivals.
  expect(policy.burst).toBeGreaterThanOrEqual(policy.rcptsPerTransaction);
  expect(policy.rcptsPerConnection).toBeGreaterThanOrEqual(policy.rcptsPerTransaction);
  expect(policy.rcptsPerTransaction).toBeGreaterThanOrEqual(1);
  expect(policy.rcptsPerTransaction).toBeLessThanOrEqual(5);
  for (const delay of policy.greylistDelaysMs ?? []) expect(delay).toBeGreaterThanOrEqual(60_000);
}

describe('the policy table', () => {
  it.each(PROVIDERS.map((provider) => [provider.id, provider] as const))('has a sound row for %s', (id, provider) => {
    expect(id).toMatch(/^[a-z][a-z-]+$/);
    // `mx-` begins the lanes of MX sites with long names.
    expect(id.startsWith('mx-')).toBe(false);
    expectSound(provider);
    expect(provider.connections).toBeLessThanOrEqual(2);
    expect(provider.suffixes.length).toBeGreaterThan(0);
    for (const suffix of provider.suffixes) {
      expect(parseHostName(suffix)).toBe(suffix);
      expect(suffix).toContain('.');
    }
    expect(provider.source.length).toBeGreaterThan(20);
    expect(provider.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(Number.isNaN(Date.parse(provider.checked))).toBe(false);
  });

  it('names each provider and each suffix once, and no suffix inside that of another provider', () => {
    const ids = PROVIDERS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(TAIL_LANE.lane);
    expect(ids.length).toBeGreaterThanOrEqual(25);
    const suffixes = PROVIDERS.flatMap((provider) => provider.suffixes);
    const inside = suffixes.filter((one) => suffixes.some((other) => one !== other && one.endsWith(`.${other}`)));
    expect(new Set(suffixes).size).toBe(suffixes.length);
    expect(inside).toEqual([]);
  });
});

describe('the policy of a lane', () => {
  it('is the row of its provider', () => {
    expect(TABLE.policyOf({ lane: 'yahoo', provider: 'yahoo' })).toMatchObject({ verifiable: false });
    expect(TABLE.policyOf({ lane: 'google', provider: 'google' }).connections).toBeLessThan(3);
  });

  it('comes from the settings for an MX site, 5 RCPTs a transaction and 10 a connection', () => {
    const policy = TABLE.policyOf({ lane: 'site.test', provider: null });
    expect(policy).toMatchObject({ connections: 10, rate: 20, rcptsPerTransaction: 5, rcptsPerConnection: 10 });
    expect(policy).toMatchObject({ catchAll: 'ask', verifiable: true });
  });

  it.each([
    { connections: 1, rate: 0.01 },
    { connections: 500, rate: 10_000 },
  ])('is sound for the settings %o', (defaults) => {
    expectSound(createLaneTable({ defaults }).policyOf({ lane: 'site.test', provider: null }));
  });
});
