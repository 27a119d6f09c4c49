import type { SampleEntry } from '@mailsift/sandbox';
import { expect, it } from 'vitest';
import { csvOf, entriesOf } from './csvOf.fixture.ts';
import { expectAttempts, expectCounts, expectRows } from './exactness.fixture.ts';
import { type System, startSystem } from './system.fixture.ts';

const GREYLISTED = ['greylist.test', 'greylist-hosts.test', 'greylist-hint.test', 'greylist-penalty.test'];
/** Long enough that Redis is emptied, and rebuilt, while they wait. */
const GREYLIST_DELAY_S = 40;
const OUTAGE_MS = 20_000;

/** Two that a server can tell apart: who was greylisted as one is still greylisted as the other. */
const IDENTITIES = [
  '127.0.0.1|one.verifier.example|verify@one.verifier.example',
  '127.0.0.2|two.verifier.example|verify@two.verifier.example',
];

function greylistedEntries(): readonly SampleEntry[] {
  return GREYLISTED.flatMap((domain, place) =>
    Array.from({ length: 10 }, (_, row): SampleEntry => {
      const id = String(place * 10 + row);
      return { kind: 'address', cells: [id, 'Grey', `user${row}@${domain}`, '', ''] };
    }),
  );
}

it('D1 P1 L1: goes on exactly when Redis is emptied while greylisted addresses wait', {
  timeout: 240_000,
}, async () => {
  const env = {
    IDENTITIES: IDENTITIES.join(','),
    GREYLIST_DELAYS: `${GREYLIST_DELAY_S}s,5s`,
    LANE_DEFAULT_RATE: '40/s',
  };
  const system = await startSystem({ workers: 2, env });
  const entries = [...greylistedEntries(), ...entriesOf(300).filter(isSmall)];
  const { id } = await system.upload(csvOf(entries));
  const before = await untilGreylisted(system, id);
  await system.redis.client().flushall();
  await untilRebuilt(system);
  const after = await system.client.read(id);
  expect(after.waiting).toEqual(before.waiting);
  expect(after.percent).toBeGreaterThanOrEqual(before.percent);
  const lines = await system.result(id);
  expectRows(lines, entries, system.sandbox);
  expectCounts(await system.client.read(id), lines);
  // As the servers saw it: two RCPTs for each, from one client.
  expectAttempts(lines, system.sandbox, 0);
  expect(lines.slice(0, GREYLISTED.length * 10).map(({ result }) => result.attempts)).toEqual(
    Array.from({ length: GREYLISTED.length * 10 }, () => 2),
  );
});

it('V1 L1: invents nothing and loses nothing while Redis does not answer', { timeout: 240_000 }, async () => {
  const system = await startSystem({ workers: 2, env: { LANE_DEFAULT_RATE: '10/s' } });
  const entries = entriesOf(600);
  const { id } = await system.upload(csvOf(entries));
  for await (const list of system.client.follow(id)) if (list.addresses.done >= 100) break;
  system.redis.freeze();
  await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
  // No lease could be renewed: nobody may hold a connection that is not counted.
  expect(system.sandbox.counts().all.connections.now).toBe(0);
  system.redis.thaw();
  const lines = await system.result(id);
  expectRows(lines, entries, system.sandbox);
  expectCounts(await system.client.read(id), lines);
});

function isSmall({ cells }: SampleEntry): boolean {
  return cells[2].endsWith('.small.test');
}

/** Waits until all that is not greylisted is decided. */
async function untilGreylisted({ client }: System, listId: string) {
  for await (const list of client.follow(listId)) {
    const { total, done } = list.addresses;
    if (list.waiting.greylisted > 0 && total !== null && done + list.waiting.greylisted === total) return list;
  }
  throw new Error('The list has ended before any address was greylisted');
}

async function untilRebuilt({ redis }: System): Promise<void> {
  const client = redis.client();
  while ((await client.exists('mailsift:generation')) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
}
