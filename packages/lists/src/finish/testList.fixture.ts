import type { ListFormat } from '@mailsift/intake';
import { createTestDir, PLAIN_FORMAT } from '@mailsift/testing';
import { decideExpired, type Verdict } from '@mailsift/verdict';
import { type Batch, encodeCut, readCut } from '../cut/cut.ts';
import type { Manifest } from '../list/manifest.ts';
import type { AddressResult, BatchAddress } from '../result/addressResult.ts';
import { decidedResult } from '../result/decidedResult.ts';
import { headerOf, publishPass } from '../result/resultFile.ts';
import { readRecords } from '../split/readRecords.ts';
import type { SplitDone } from '../split/splitDone.ts';
import { identityOf } from '../split/splitRecord.ts';
import { createFolderStore } from '../store/folderStore.ts';
import type { Store } from '../store/store.ts';
import { type BatchId, storeKeys } from '../store/storeKeys.ts';

export interface TestList {
  readonly folder: string;
  readonly store: Store;
  readonly manifest: Manifest;
  readonly format: ListFormat;
}

/** A list with its upload in a store of its own, not yet split. */
export async function createTestList(upload: string | Buffer, format: Partial<ListFormat> = {}): Promise<TestList> {
  const folder = await createTestDir();
  const store = createFolderStore(`${folder}/store`);
  const bytes = Buffer.from(upload);
  const whole = { ...PLAIN_FORMAT, ...format };
  const manifest: Manifest = {
    version: 1,
    id: 'testlist01',
    owner: 'local',
    name: 'contacts.csv',
    createdAt: 0,
    upload: { nonce: 'u1', bytes: bytes.length, sha256: '' },
    format: { ...whole, header: [...whole.header] },
    start: true,
    webhookUrl: null,
  };
  await store.putIfAbsent(storeKeys.upload(manifest.id, 'u1'), bytes);
  return { folder, store, manifest, format: whole };
}

export const VERIFIED_AT = Date.UTC(2024, 1, 29, 12);

/** What comes of an address is in its local part. */
const FATES = {
  /** Decided by DNS, in the cut. */
  dead: { status: 'failed', event: 'domain_does_not_exist', cause: 'nxdomain', rule: 'nxdomain' },
  yes: { status: 'passed', event: 'mailbox_exists', cause: null, rule: 'accepted' },
  no: { status: 'failed', event: 'mailbox_does_not_exist', cause: null, rule: 'not-found' },
  /** Greylisted in pass 1, exists in pass 2. */
  late: { status: 'passed', event: 'mailbox_exists', cause: null, rule: 'accepted' },
  /** Greylisted in every pass so far. */
  grey: { status: 'unknown', event: 'is_greylisting', cause: 'greylisted', rule: 'greylisted' },
  /** In a cut, and nobody was asked yet. */
  open: { status: 'unknown', event: 'inconclusive', cause: 'list_expired', rule: 'list-expired' },
} as const satisfies Record<string, Verdict>;
export type Fate = keyof typeof FATES;

export function fateOf(address: string): Fate {
  const word = /^[a-z]+/.exec(address.toLowerCase())?.[0] ?? '';
  return isFate(word) ? word : 'no';
}

function isFate(word: string): word is Fate {
  return word in FATES;
}

export function verdictOf(address: string): Verdict {
  return FATES[fateOf(address)];
}

/** Plays resolve and probe: cuts of small batches, one or two passes each. */
export async function probeTestList({ store, manifest }: TestList, splitDone: SplitDone): Promise<void> {
  for (const { name } of splitDone.partitions) {
    const unique = new Map<string, BatchAddress>();
    for await (const records of readRecords(store, { listId: manifest.id, nonce: splitDone.nonce, partition: name })) {
      for (const record of records) {
        if (record.kind === 'invalid' || unique.has(identityOf(record))) continue;
        const flags = record.address.includes('+') ? (['role', 'free'] as const) : [];
        const suggested = record.address.endsWith('gmial.com') ? 'yes@gmail.com' : null;
        unique.set(identityOf(record), { address: record.address, rows: 1, flags: [...flags], suggested });
      }
    }
    const addresses = [...unique.values()];
    const half = Math.ceil(addresses.length / 2);
    await probeCut(store, manifest.id, { partition: name, cut: 0, addresses: addresses.slice(0, half) });
    await probeCut(store, manifest.id, { partition: name, cut: 1, addresses: addresses.slice(half) });
  }
}

interface TestCut {
  readonly partition: string;
  readonly cut: number;
  readonly addresses: readonly BatchAddress[];
}

async function probeCut(store: Store, listId: string, { partition, cut, addresses }: TestCut): Promise<void> {
  const decided = addresses.filter(({ address }) => fateOf(address) === 'dead').map((address) => resultOf(address, 1));
  const open = addresses.filter(({ address }) => fateOf(address) === 'open');
  const asked = addresses.filter(({ address }) => !['dead', 'open'].includes(fateOf(address)));
  const batches = [...inThrees(asked), ...inThrees(open)];
  await store.putIfAbsent(storeKeys.cut(listId, partition, cut), encodeCut({ batches: batches.map(batchOf), decided }));
  const entries = (await readCut(store, listId, { partition, cut }))?.entries ?? [];
  for (const [at, { id }] of entries.entries()) await probeBatch(store, { listId, batch: id }, batches[at] ?? []);
}

function inThrees(addresses: readonly BatchAddress[]): BatchAddress[][] {
  const batches: BatchAddress[][] = [];
  for (let at = 0; at < addresses.length; at += 3) batches.push(addresses.slice(at, at + 3));
  return batches;
}

function batchOf(addresses: BatchAddress[]): Omit<Batch, 'kind'> {
  const facts = { kind: 'mx', hosts: [], implicit: false } as const;
  return { identity: 'one', lane: 'lane.test', domains: [{ domain: 'any.example', facts, addresses }] };
}

async function probeBatch(
  store: Store,
  at: { readonly listId: string; readonly batch: BatchId },
  addresses: readonly BatchAddress[],
): Promise<void> {
  const asked = addresses.filter(({ address }) => fateOf(address) !== 'open');
  const left = asked.filter(({ address }) => ['late', 'grey'].includes(fateOf(address)));
  for (const [pass, group] of [
    [1, asked],
    [2, left],
  ] as const) {
    const results = group.map((address) => resultOf(address, pass));
    if (results.length === 0) continue;
    const header = headerOf(results, { pass, identity: 'one', lane: 'lane.test', now: VERIFIED_AT });
    await publishPass(store, { ...at, pass }, { header, results });
  }
}

function resultOf(address: BatchAddress, pass: number): AddressResult {
  const fate = fateOf(address.address);
  const waits = fate === 'grey' || (fate === 'late' && pass === 1);
  const decision = { ...(waits ? FATES.grey : FATES[fate]), retry: null };
  const retry = { reason: 'greylisted', notBefore: VERIFIED_AT, mxHost: null, mxIp: null } as const;
  const result = { ...decidedResult(address, decision, VERIFIED_AT), retry: waits ? retry : null };
  if (fate === 'dead') return result;
  const smtp = {
    stage: 'rcpt',
    code: 250,
    enhancedCode: '2.1.5',
    reply: 'Recipient "ok",\nsaid =1+1',
    tls: true,
  } as const;
  return { ...result, mxHost: 'mx.any.example', mxIp: '192.0.2.1', smtp, attempts: pass, executionMs: 1_500 };
}

/** The verdict of an address on a list that ran out of time. */
export function expiredVerdictOf(address: string): Verdict {
  const fate = fateOf(address);
  if (fate === 'grey') return decideExpired('greylisted');
  return fate === 'open' ? decideExpired(null) : FATES[fate];
}
