import { createIdentities } from '../identities/identities.ts';
import type { World } from './world.ts';

/** A worker says every two seconds that it has an identity. */
const ALIVE_MS = 10_000;

export interface HandOverOptions {
  /** How long nothing must have been heard of an identity. */
  readonly silentMs: number;
  readonly say: (message: string, about: Readonly<Record<string, unknown>>) => void;
}

/** Gives the work of identities that have disappeared to those that are there; greylisted addresses begin anew with them. */
export async function handOverSilent(
  { redis, keys, passes }: Pick<World, 'redis' | 'keys' | 'passes'>,
  { silentMs, say }: HandOverOptions,
): Promise<void> {
  const identities = createIdentities(redis, keys);
  const silent = await identities.silentFor(silentMs);
  if (silent.length === 0) return;
  const heirs = await identities.heardOf(ALIVE_MS);
  for (const identity of silent) {
    const moved = await passes.handOver(identity, heirs, silentMs);
    if (moved !== 'cold' && moved > 0)
      say('No worker has this identity any more: its work is handed over', { identity, moved });
  }
}
