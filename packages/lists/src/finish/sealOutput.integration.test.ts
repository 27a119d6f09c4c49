import { describe, expect, test } from 'vitest';
import { splitUpload } from '../split/splitUpload.ts';
import { readBytes } from '../store/readObject.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { cleanList } from './cleanList.ts';
import { finishList } from './finishList.ts';
import type { Output } from './output.ts';
import { type ResultRow, resultRowSchema } from './resultRow.ts';
import { readSealed, sealOutput } from './sealOutput.ts';
import { createTestList, expiredVerdictOf, probeTestList, type TestList, VERIFIED_AT } from './testList.fixture.ts';

const ADDRESSES = ['yes1@a.com', 'grey1+x@a.com', 'open1+x@a.com', 'dead1@a.com', 'late1@a.com'];
const NOW = VERIFIED_AT + 1_000;
let runs = 0;

async function probedList(): Promise<TestList> {
  const list = await createTestList(ADDRESSES.map((address) => `${address}\n`).join(''));
  await probeTestList(list, await splitUpload(list));
  return list;
}

async function finish(list: TestList, hold: Output['hold']): Promise<Output> {
  const scratch = `${list.folder}/scratch-${runs++}`;
  const enrich = () => ({ geo: '', city: '', isp: '' });
  return finishList({ ...list, splitDone: await splitUpload(list), hold, scratch, enrich, now: () => NOW });
}

async function resultsOf({ store, manifest }: TestList, { nonce }: Output): Promise<ResultRow['result'][]> {
  const bytes = await readBytes(store, storeKeys.output(manifest.id, nonce, 'ndjson'));
  const lines = bytes?.toString().split('\n').slice(0, -1) ?? [];
  return lines.map((line) => resultRowSchema.parse(JSON.parse(line)).result);
}

async function namesIn({ store, manifest }: TestList): Promise<string[]> {
  const names: string[] = [];
  const list = storeKeys.list(manifest.id);
  for await (const key of store.list(list)) names.push(key.slice(list.length));
  return names.toSorted();
}

describe('a list that is ended', () => {
  test('by cancel, keeps what is open as pending, its flags with it', async () => {
    const list = await probedList();
    const output = await finish(list, 'canceled');
    const results = await resultsOf(list, output);
    expect(results.map(({ status }) => status)).toEqual(['passed', 'pending', 'pending', 'failed', 'passed']);
    expect(results[1]).toMatchObject({ event: null, cause: null, verifiedAt: null, isRoleAccount: true });
    expect(results[2]).toMatchObject({ event: null, isRoleAccount: true, isDisposable: false });
    expect(output).toMatchObject({ hold: 'canceled', addresses: { total: 5, done: 3 } });
    expect(output.counts).toEqual({ passed: 2, failed: 1, unknown: 0, pending: 2 });
    expect(output.flags).toEqual({ role: 2, free: 2 });
  });

  test('by its age, leaves what is open unknown with its last cause', async () => {
    const list = await probedList();
    const output = await finish(list, 'expired');
    const results = await resultsOf(list, output);
    expect(results.map(({ status, event, cause, rule }) => ({ status, event, cause, rule }))).toMatchObject(
      ADDRESSES.map(expiredVerdictOf).map(({ status, event, cause }) => ({ status, event, cause })),
    );
    expect(results[1]).toMatchObject({ rule: 'list-expired', attempts: 2, smtp: { code: 250 } });
    expect(results[1]?.verifiedAt).toBe(new Date(NOW).toISOString());
    expect(output.addresses).toEqual({ total: 5, done: 5 });
  });

  test('before it was resolved, has all of its rows all the same', async () => {
    const list = await createTestList('yes1@a.com\nnonsense\nYES1@a.com\n');
    const output = await finish(list, 'canceled');
    const results = await resultsOf(list, output);
    expect(results.map(({ status }) => status)).toEqual(['pending', 'failed', 'pending']);
    expect(results[0]).toMatchObject({ email: 'yes1@a.com', isDisposable: null });
    expect(output.rows).toEqual({ total: 3, duplicate: 1, empty: 0 });
  });
});

describe('sealOutput', () => {
  test('keeps the first of two outputs, and deletes the other', async () => {
    const list = await probedList();
    const outputs = await Promise.all([finish(list, 'canceled'), finish(list, 'expired')]);
    const sealed = await Promise.all(outputs.map((output) => sealOutput(list.store, list.manifest.id, output)));
    expect(sealed[0]).toEqual(sealed[1]);
    expect(await readSealed(list.store, list.manifest.id)).toEqual(sealed[0]);
    const left = (await namesIn(list)).filter((name) => name.startsWith('output-'));
    expect(left).toEqual(['csv', 'index', 'ndjson'].map((kind) => `output-${sealed[0]?.nonce}.${kind}`));
  });

  test('said twice of the same output, keeps it', async () => {
    const list = await probedList();
    const output = await finish(list, 'canceled');
    await sealOutput(list.store, list.manifest.id, output);
    expect(await sealOutput(list.store, list.manifest.id, output)).toEqual(output);
    expect(await resultsOf(list, output)).toHaveLength(5);
  });
});

describe('cleanList', () => {
  test('leaves the upload, the seal and the sealed output, not what a crash left between output and seal', async () => {
    const list = await probedList();
    await finish(list, 'canceled');
    const output = await finish(list, 'canceled');
    await sealOutput(list.store, list.manifest.id, output);
    await cleanList(list.store, list.manifest.id);
    await cleanList(list.store, list.manifest.id);
    const outputs = ['csv', 'index', 'ndjson'].map((kind) => `output-${output.nonce}.${kind}`);
    expect(await namesIn(list)).toEqual([...outputs, 'sealed', 'split.done', 'upload-u1']);
  });

  test('does nothing to a list that is not sealed', async () => {
    const list = await probedList();
    await finish(list, 'canceled');
    const before = await namesIn(list);
    await cleanList(list.store, list.manifest.id);
    expect(await namesIn(list)).toEqual(before);
  });
});
