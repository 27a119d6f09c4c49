import { readBytes, readSealed, storeKeys } from '@mailsift/lists';
import { expect } from 'vitest';
import { z } from 'zod';
import { type ListWorld, sandbox } from './world.fixture.ts';

const line = z.object({
  columns: z.array(z.string()),
  result: z.object({ status: z.string(), event: z.string().nullable(), attempts: z.number() }),
});

/** R1, R2 and P1: rows as they came, verdicts as they are true, counts that add up, nobody asked more than he may be. */
export async function expectExact(
  world: ListWorld,
  { crashes, pending = false }: { crashes: number; pending?: boolean },
) {
  const sealed = await readSealed(world.store, world.manifest.id);
  if (sealed === null) throw new Error('The list is not sealed');
  const bytes = await readBytes(world.store, storeKeys.output(world.manifest.id, sealed.nonce, 'ndjson'));
  const lines = (bytes ?? '')
    .toString()
    .trimEnd()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)));
  expect(lines.map(({ columns }) => columns[1] ?? '')).toEqual(world.rows);
  expect(lines.map(({ columns }) => Number(columns[0]))).toEqual(world.rows.map((_, index) => index));
  const { passed, failed, unknown, pending: left } = sealed.counts;
  expect(passed + failed + unknown + left).toBe(world.rows.length);
  expect(sealed.rows).toEqual({ total: world.rows.length, duplicate: 2, empty: 1 });
  for (const { columns, result } of lines) {
    if (pending && result.status === 'pending') continue;
    expect({ address: columns[1], ...verdictOf(result) }).toEqual({
      address: columns[1],
      ...truthOf(columns[1] ?? ''),
    });
  }
  expectNobodyAskedTooOften(world, lines, crashes);
}

function verdictOf({ status, event }: { status: string; event: string | null }) {
  return { status, event };
}

function truthOf(address: string) {
  if (!/^\S+@\S+$/.test(address)) return { status: 'failed', event: 'invalid_syntax' };
  const truth = sandbox.truth(address);
  return { status: truth?.status, event: truth?.event };
}

function expectNobodyAskedTooOften(world: ListWorld, lines: readonly z.infer<typeof line>[], crashes: number) {
  const seen = sandbox.counts().addresses;
  const asked = new Map<string, number>();
  for (const [address, times] of seen)
    asked.set(address.toLowerCase(), (asked.get(address.toLowerCase()) ?? 0) + times);
  for (const { columns, result } of lines) {
    const address = (columns[1] ?? '').toLowerCase();
    expect({ address, times: Math.max(0, (asked.get(address) ?? 0) - result.attempts - crashes) }).toEqual({
      address,
      times: 0,
    });
  }
  expect(sandbox.counts().data).toBe(0);
  expect(world.rows.length).toBe(lines.length);
}
