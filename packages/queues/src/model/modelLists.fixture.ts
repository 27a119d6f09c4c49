import {
  type BatchEntry,
  type Cut,
  commitManifest,
  encodeCut,
  type Hold,
  type Manifest,
  putJson,
  readCut,
  type Store,
  storeKeys,
} from '@mailsift/lists';
import { PLAIN_FORMAT, type Random } from '@mailsift/testing';
import type { Passes, Tenant } from '../passes/passes.ts';

export const IDENTITIES = ['aaaaaaaaaa', 'bbbbbbbbbb'] as const;
export const LANES = ['google', 'site.example', 'tail'] as const;
export const LARGEST_BATCH = 4;
/** Most is for one lane, so that lists meet there. */
const LANES_OF_BATCHES = ['google', 'google', 'google', 'site.example', 'tail'] as const;
export const TENANTS = [
  { owner: 'ada', weight: 1 },
  { owner: 'bob', weight: 3 },
] as const satisfies readonly Tenant[];
const PARTITIONS = ['000', '001'] as const;

/** What is true of a list: what its files say. */
export interface ModelList {
  readonly id: string;
  readonly tenant: Tenant;
  readonly cuts: { readonly name: string; readonly cut: Cut }[];
  /** Cuts that were told to Redis at least once. */
  told: number;
  hold: Hold;
  isDeleted: boolean;
}

/** Writes a list as split and resolve leave it; nothing of it is in Redis yet. */
export async function writeModelList(store: Store, id: string, random: Random): Promise<ModelList> {
  const tenant = random.pick(TENANTS) ?? TENANTS[0];
  await commitManifest(store, manifestOf(id, tenant.owner));
  const partitions = PARTITIONS.map((name) => ({ name, records: 0, bytes: 0 }));
  const split = { nonce: 'first', rows: 0, empty: 0, columns: 1, partitions, frequentDomains: [] };
  await putJson(store, storeKeys.splitDone(id), split);
  const cuts: ModelList['cuts'] = [];
  for (const partition of PARTITIONS) {
    const count = 1 + random.below(2);
    for (let number = 0; number < count; number++) cuts.push(await writeCut(store, { id, partition, number }, random));
    await putJson(store, storeKeys.resolved(id, partition), { cuts: count, addresses: 0, records: 0 });
  }
  return { id, tenant, cuts, told: 0, hold: 'none', isDeleted: false };
}

async function writeCut(
  store: Store,
  { id, partition, number }: { readonly id: string; readonly partition: string; readonly number: number },
  random: Random,
) {
  const batches = Array.from({ length: 1 + random.below(10) }, () => {
    const addresses = Array.from({ length: 1 + random.below(LARGEST_BATCH) }, (_, index) => ({
      address: `user${index}@site.example`,
      rows: 1,
      flags: [],
      suggested: null,
    }));
    const facts = { kind: 'dns_error', code: 'none' } as const;
    const [identity, lane] = [random.pick(IDENTITIES) ?? IDENTITIES[0], random.pick(LANES_OF_BATCHES) ?? 'tail'];
    return { identity, lane, domains: [{ domain: 'site.example', facts, addresses }] };
  });
  await store.putIfAbsent(storeKeys.cut(id, partition, number), encodeCut({ batches, decided: [] }));
  const cut = await readCut(store, id, { partition, cut: number });
  if (cut === null) throw new Error('A cut is not there');
  return { name: `cut:${partition}.${number}`, cut };
}

/** Tells Redis what resolve would tell it: the split, the cuts up to one, and, after the last, the partitions. */
export async function tellUpTo(passes: Passes, list: ModelList, count: number): Promise<void> {
  await passes.publishSplit(list.id, { partitions: PARTITIONS.length, records: 0, empty: 0 });
  for (const { name, cut } of list.cuts.slice(0, count)) await passes.publishCut(list.id, name, cut);
  if (count < list.cuts.length) return;
  for (const partition of PARTITIONS) await passes.publishResolved(list.id, partition, { records: 0, addresses: 0 });
}

/** API keys as `mailsift keys create` leaves them. */
export async function writeKeys(store: Store): Promise<void> {
  for (const { owner: id, weight } of TENANTS) {
    const key = { version: 1, id, name: id, createdAt: 1, digest: '0'.repeat(64), isAdmin: false, weight };
    await putJson(store, storeKeys.apiKey(id), key);
  }
}

export function batchesOf(list: ModelList): readonly BatchEntry[] {
  return list.cuts.slice(0, list.told).flatMap(({ cut }) => cut.entries);
}

function manifestOf(id: string, owner: string): Manifest {
  return {
    version: 1,
    id,
    owner,
    name: 'model.csv',
    createdAt: 1,
    upload: { nonce: 'first', bytes: 0, sha256: '0' },
    format: PLAIN_FORMAT,
    start: true,
    webhookUrl: null,
  };
}
