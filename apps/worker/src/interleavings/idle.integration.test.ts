import { keepUp } from '@mailsift/queues';
import { describe, expect, it } from 'vitest';
import { dispatchAll } from '../dispatchAll.ts';
import { run } from './stepByStep.fixture.ts';
import { type ListWorld, startListWorld } from './world.fixture.ts';

const ROUNDS = 30;

describe('L2: nothing spins', () => {
  it('while a list waits for its greylisted addresses', async () => {
    const world = await startListWorld({ GREYLIST_DELAYS: '1h' });
    for (const stage of ['split', 'resolve', 'probe'] as const) await run(stage, world, world.context);
    await keepOn(world);
    const settled = await jobsSoFar(world);
    await keepOn(world);
    expect(await jobsSoFar(world)).toEqual(settled);
    expect(world.dispatched).toHaveLength(1);
  });

  it('while a list is paused', async () => {
    const world = await startListWorld();
    await run('split', world, world.context);
    await world.control.control(world.manifest.id, 'pause');
    await run('resolve', world, world.context);
    await keepOn(world);
    const settled = await jobsSoFar(world);
    await keepOn(world);
    expect(await jobsSoFar(world)).toEqual(settled);
    expect(world.dispatched).toHaveLength(0);
  });
});

/** What workers do by the clock, many times over. */
async function keepOn({ context }: ListWorld): Promise<void> {
  const { maxListAgeMs } = context.settings;
  for (let round = 0; round < ROUNDS; round++) {
    await dispatchAll(context);
    await keepUp(context, { maxListAgeMs, retentionDays: 0, leaseMs: 1_000, wait: async () => {}, say: () => {} });
  }
}

/** How many jobs each queue was ever given, and how many passes were dispatched. */
async function jobsSoFar({ context: { redis, keys } }: ListWorld): Promise<Readonly<Record<string, string | null>>> {
  const counters = [...(await redis.keys(`${keys.bull}:*:id`)), keys.dispatchCounter].sort();
  return Object.fromEntries(await Promise.all(counters.map(async (key) => [key, await redis.get(key)] as const)));
}
