import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readProgress } from '@mailsift/lists';
import { isFinal, type ListView } from '../../client/listView.ts';
import { CommandError } from '../../terminal/commandError.ts';
import type { LanesWorld } from './lanesWorld.ts';
import type { EtaSample } from './measures.ts';

/** How a list came along, from its upload on. Times are epoch ms. */
export interface FollowedLanes {
  readonly list: ListView;
  readonly uploadedAt: number;
  /** When its first verdict, and its last, was seen. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** When all of a lane was seen to be done, and what was said of it before. */
  readonly lanes: Readonly<Record<string, { readonly endedAt: number; readonly samples: readonly EtaSample[] }>>;
  readonly etas: readonly EtaSample[];
  readonly handedBack: number;
}

const LOOK_EVERY_MS = 200;

/** Uploads addresses and looks at their list until it is completed. @throws CommandError where it ends otherwise. */
export async function followLanes(
  { client, redis, keys }: LanesWorld,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<FollowedLanes> {
  const uploadedAt = Date.now();
  const source = Readable.from(['email\n', ...addresses.map((address) => `${address}\n`)]);
  const { id } = await client.upload({ source, name: 'lanes.csv', emailColumn: 'email' });
  const lanes: Record<string, { endedAt: number; samples: EtaSample[] }> = {};
  const etas: EtaSample[] = [];
  let [firstAt, lastAt, handedBack] = [0, 0, 0];
  for (;;) {
    const list = await client.read(id);
    const now = Date.now();
    if (firstAt === 0 && list.addresses.done > 0) firstAt = now;
    if (list.addresses.done < (list.addresses.total ?? Number.POSITIVE_INFINITY)) lastAt = now;
    sample(etas, now, list.etaSeconds);
    for (const { provider, ...lane } of list.providers) {
      const seen = lanes[provider] ?? { endedAt: now, samples: [] };
      lanes[provider] = seen;
      if (lane.done < lane.addresses) seen.endedAt = now;
      sample(seen.samples, now, lane.etaSeconds);
    }
    handedBack = (await readProgress(redis, keys, id))?.handedBack ?? handedBack;
    if (list.state === 'completed') return { list, uploadedAt, firstAt, lastAt, lanes, etas, handedBack };
    if (isFinal(list)) throw new CommandError(`the list is ${list.state}: ${list.error?.message ?? 'nobody says why'}`);
    await sleep(LOOK_EVERY_MS, null, { signal });
  }
}

function sample(samples: EtaSample[], at: number, etaSeconds: number | null): void {
  if (etaSeconds !== null) samples.push({ at, etaMs: etaSeconds * 1_000 });
}
