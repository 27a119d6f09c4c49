import { createKeys } from '@mailsift/hints';
import { type AddressResult, decidedResult } from '@mailsift/lists';
import { startTestRedis } from '@mailsift/testing';
import { decideSyntax } from '@mailsift/verdict';
import { describe, expect, it } from 'vitest';
import { createKnownResults } from './knownResults.ts';

const server = await startTestRedis();
const redis = server.client();
const ADDRESS = { address: 'ada@example.com', rows: 3, flags: [], suggested: null };
const OPEN = { address: { ...ADDRESS, address: 'Ada@example.com', rows: 1 }, previous: null };
const ACCEPTED = { status: 'passed', event: 'mailbox_exists', cause: null } as const;

let prefixes = 0;
const create = (ttlMs: number, keys = createKeys(`known${++prefixes}`)) => ({
  keys,
  known: createKnownResults({ redis, keys, ttlMs, secret: 'secret' }),
});

function result(change: Partial<AddressResult> = {}): AddressResult {
  const reply = '250 2.1.5 <ada@example.com> recipient ok';
  const smtp = { stage: 'rcpt', code: 250, enhancedCode: '2.1.5', reply, tls: true } as const;
  return { ...decidedResult(ADDRESS, decideSyntax('no_at'), Date.now()), ...ACCEPTED, smtp, attempts: 2, ...change };
}

describe('results that are used again', () => {
  it('are found by their owner, whatever the case, as of the time they were found out', async () => {
    const { known } = create(60_000);
    const kept = result();
    await known.keep('tenant', [kept]);
    const [found] = await known.find('tenant', [OPEN]);
    expect(found).toMatchObject({ address: 'Ada@example.com', rows: 1, ...ACCEPTED, attempts: 0, retry: null });
    expect(found?.verifiedAt).toBe(kept.verifiedAt);
    expect(await known.find('another', [OPEN])).toEqual([null]);
    expect(await known.find(null, [OPEN])).toEqual([null]);
  });

  it('hold no address in Redis, nor in the reply', async () => {
    const { known, keys } = create(60_000);
    await known.keep(null, [result()]);
    const [slice = ''] = await redis.keys(`${keys.prefix}:*`);
    const stored = JSON.stringify(await redis.hgetall(slice));
    expect(stored).toContain('recipient ok');
    expect(stored).not.toContain('ada@');
    expect(await redis.pttl(slice)).toBeGreaterThan(0);
  });

  it.each<[string, Partial<AddressResult>]>([
    ['are still to be retried', { retry: { reason: 'greylisted', notBefore: 1, mxHost: null, mxIp: null } }],
    ['could not tell', { status: 'unknown', event: 'inconclusive', cause: 'timeout' }],
    ['nobody was asked for', { smtp: null }],
    ['are older than the time to live', { verifiedAt: Date.now() - 60_001 }],
  ])('are not those that %s', async (_what, change) => {
    const { known } = create(60_000);
    await known.keep(null, [result(change)]);
    expect(await known.find(null, [OPEN])).toEqual([null]);
  });

  it('do not replace an address that is being retried', async () => {
    const { known } = create(60_000);
    await known.keep(null, [result()]);
    expect(await known.find(null, [{ ...OPEN, previous: result() }])).toEqual([null]);
  });

  it('are none where the time to live is 0, and where Redis holds something else', async () => {
    const off = create(0);
    await off.known.keep(null, [result()]);
    expect(await redis.keys(`${off.keys.prefix}:*`)).toEqual([]);
    const { known, keys } = create(60_000);
    await known.keep(null, [result()]);
    const [slice = ''] = await redis.keys(`${keys.prefix}:*`);
    const [field = ''] = await redis.hkeys(slice);
    await redis.hset(slice, field, '{"status":');
    expect(await known.find(null, [OPEN])).toEqual([null]);
  });
});
