import { text } from 'node:stream/consumers';
import {
  type AddressResult,
  decidedResult,
  downloadFilterSchema,
  encodeCut,
  openDownload,
  readRecords,
  readResultsPage,
  readSealed,
  readSplitDone,
  storeKeys,
} from '@mailsift/lists';
import { describe, expect, it } from 'vitest';
import { finish } from './finish.ts';
import { type ListWorld, startListWorld } from './interleavings/world.fixture.ts';
import { split } from './split.ts';

const PASSED = { status: 'passed', event: 'mailbox_exists', cause: null, rule: 'accepted', retry: null } as const;
const IPS = {
  'exists.test': '40.107.0.1',
  'greylist.test': '2620:100:9001::1',
  'catch-all.test': '127.0.0.1',
} as const;

function ipOf(address: string): string | null {
  return Object.entries(IPS).find(([domain]) => address.toLowerCase().endsWith(`@${domain}`))?.[1] ?? null;
}

/** Gives every address a verdict, as if hosts of the open Internet had been asked. */
async function decideAll({ context, manifest, store }: ListWorld): Promise<void> {
  await split(context, manifest.id);
  const splitDone = await readSplitDone(store, manifest.id);
  for (const { name: partition } of splitDone?.partitions ?? []) {
    const decided = new Map<string, AddressResult>();
    const about = { listId: manifest.id, nonce: splitDone?.nonce ?? '', partition };
    for await (const records of readRecords(store, about)) {
      for (const record of records) {
        if (record.kind === 'invalid') continue;
        const address = { address: record.address, rows: 1, flags: [], suggested: null };
        const mxIp = ipOf(record.address);
        const host = { mxIp, mxHost: mxIp === null ? null : 'mx.example.com' };
        decided.set(record.address.toLowerCase(), { ...decidedResult(address, PASSED, Date.now()), ...host });
      }
    }
    const cut = encodeCut({ batches: [], decided: [...decided.values()] });
    await store.putIfAbsent(storeKeys.cut(manifest.id, partition, 0), cut);
  }
}

describe('finish', () => {
  it('names the country and the network of mail servers in what is downloaded', async () => {
    const world = await startListWorld();
    const { context, manifest, store } = world;
    await decideAll(world);
    await finish(context, manifest.id);
    const sealed = await readSealed(store, manifest.id);
    if (sealed === null) throw new Error('The list is not sealed');
    const filter = downloadFilterSchema.parse({});
    const { rows } = await readResultsPage({ store, manifest, sealed, filter });
    const places = rows.map(({ result }) => result.mxEnrichment);
    const microsoft = { mxGeo: 'US', mxCity: null, mxIsp: 'Microsoft Corporation' };
    const proofpoint = { mxGeo: 'US', mxCity: null, mxIsp: 'Proofpoint, Inc.' };
    expect(places[0]).toEqual({ mxHost: 'mx.example.com', mxIp: '40.107.0.1', ...microsoft });
    expect(places[3]).toEqual({ mxHost: 'mx.example.com', mxIp: '2620:100:9001::1', ...proofpoint });
    // Nobody knows where 127.0.0.1 is, and the cell without an address was asked of nobody.
    expect(places[6]).toMatchObject({ mxIp: '127.0.0.1', mxGeo: null, mxIsp: null });
    expect(places[2]).toMatchObject({ mxHost: null, mxIp: null, mxGeo: null, mxIsp: null });

    const { stream: csv } = await openDownload({ store, manifest, sealed, filter, format: 'csv' });
    const [, first] = (await text(csv)).split('\n');
    expect(first).toContain(',mx.example.com,40.107.0.1,US,,Microsoft Corporation,');
  });
});
