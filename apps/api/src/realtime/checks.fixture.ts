import { randomUUID } from 'node:crypto';
import { createKeys } from '@mailsift/hints';
import type { AddressResult, Store } from '@mailsift/lists';
import { createCatalogue, createCheckRecords, createRealTimeChecks, startQueueWorker } from '@mailsift/queues';
import { connectRedis, createLogger } from '@mailsift/runtime';
import { startTestRedis, stopAtEnd, waitUntil } from '@mailsift/testing';
import { createOperating } from '../operating/createOperating.ts';
import { startTestApi, type TestApi } from '../testApi.fixture.ts';

const redis = await startTestRedis();
const log = createLogger({ level: 'silent', name: 'checks' });

/** An API on the real queue of real-time checks. A worker of the test accepts every address but those of `slow.example`. */
export async function startChecking(
  apiKeys: readonly string[] = [],
  { mostWaiting = 1_000, store }: { readonly mostWaiting?: number; readonly store?: Store } = {},
): Promise<TestApi> {
  const connections = connectRedis(redis.url, log);
  stopAtEnd('the connections', () => connections.close());
  await waitUntil(() => connections.commands.status === 'ready');
  const keys = createKeys(`a${randomUUID().slice(0, 8)}`);
  const onError = () => {};
  const catalogue = createCatalogue({ redis: connections.commands, keys, onError });
  stopAtEnd('the queues', () => catalogue.close());
  const checks = createRealTimeChecks({ redis: connections.commands, keys, catalogue, mostWaiting });
  stopAtEnd('the checks', () => checks.close());
  const records = createCheckRecords(connections.commands, keys);
  const answer = async ({ checkId }: { readonly checkId: string }) => {
    const record = await records.read(checkId);
    if (record === null || record.email.endsWith('@slow.example')) return;
    const conversation = record.conversation === null ? null : CONVERSATION;
    await records.update(checkId, { ...record, runs: 1, result: acceptedAs(record.email), conversation });
  };
  const worker = startQueueWorker('check', answer, { redis: connections.workers, keys, concurrency: 10, onError });
  stopAtEnd('the worker', () => worker.close());
  const operating = createOperating({ redis: connections.commands, keys, catalogue, lanes: async () => [REFUSED] });
  return startTestApi({ apiKeys, checks, operating, ...(store === undefined ? {} : { store }) });
}

/** What the worker of the test has to tell of its mail server. */
export const CONVERSATION = [{ at: 12, from: 'server', text: '250 2.1.5 ok' } as const];

/** A lane as the operator is shown it. */
export const REFUSED = {
  identity: 'default',
  lane: 'microsoft',
  state: 'resting',
  signal: 'blocked',
  code: 550,
  reply: '5.7.1 our address is refused',
  since: 0,
  last: 1_000,
  count: 2,
  until: 2_000,
  connections: { held: 0, permitted: 1 },
  rate: 0.5,
} as const;

function acceptedAs(address: string): AddressResult {
  return {
    address,
    rows: 1,
    flags: ['free'],
    suggested: null,
    status: 'passed',
    event: 'mailbox_exists',
    cause: null,
    rule: 'accepted',
    details: 'It said <yes> & \x07 meant it.',
    mxHost: 'mx.example.com',
    mxIp: '192.0.2.1',
    smtp: null,
    attempts: 1,
    tries: { greylist: 0, retry: 0 },
    verifiedAt: 0,
    executionMs: 250,
    retry: null,
  };
}
