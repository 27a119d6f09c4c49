import { createKeys } from '@mailsift/hints';
import { startTestRedis } from '@mailsift/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDnsCache, type DnsCache } from './dnsCache.ts';
import { mx, startDnsServer } from './dnsServer.fixture.ts';
import { createResolver } from './domainResolver.ts';
import type { DomainFacts } from './facts.ts';

const keys = createKeys('test');
const server = await startTestRedis();
const kept = (facts: DomainFacts) => ({ facts, keptUntil: Date.now() + 60_000 });
const mxFacts = (ip: string): DomainFacts => ({
  kind: 'mx',
  implicit: false,
  hosts: [{ host: 'a.test', preference: 1, ips: [ip] }],
});

describe('the shared DNS cache', () => {
  let cache: DnsCache;
  beforeAll(async () => {
    cache = createDnsCache(server.client(), keys);
    await server.client().flushall();
  });

  async function resolverOn(zone: Parameters<typeof startDnsServer>[0]) {
    const dns = await startDnsServer(zone);
    const options = { timeoutMs: 500, tries: 1, allowPrivate: false, implicitMx: false, cache };
    return { resolver: createResolver({ ...options, servers: [dns.address] }), asked: dns.asked };
  }

  it('lets one process use what another found out', async () => {
    const first = await resolverOn({ 'shared.test MX': [mx('shared.test', 0, '.')] });
    const second = await resolverOn({});
    expect(await first.resolver.resolve('shared.test')).toEqual({ kind: 'null_mx' });
    expect(await second.resolver.resolve('shared.test')).toEqual({ kind: 'null_mx' });
    expect(second.asked).toEqual([]);
  });

  it('does not share failures', async () => {
    const { resolver } = await resolverOn({ 'failing.test MX': 'servfail' });
    await resolver.resolve('failing.test');
    expect(await cache.get('failing.test')).toBeNull();
  });

  it('gives every kind of facts back as they were, for a limited time', async () => {
    const kinds: DomainFacts[] = [
      mxFacts('9.9.9.9'),
      { kind: 'null_mx' },
      { kind: 'no_mx', hasAddress: true },
      { kind: 'nxdomain' },
      { kind: 'dangling_mx', hosts: ['a.test'] },
      { kind: 'not_routable', hosts: ['a.test'] },
      { kind: 'dns_error', code: 'ESERVFAIL' },
    ];
    for (const facts of kinds) {
      await cache.set('any.test', kept(facts));
      expect((await cache.get('any.test'))?.facts).toEqual(facts);
      expect(await server.client().pttl(keys.dns('any.test'))).toBeGreaterThan(0);
    }
  });

  it.each(['', 'not json', '{}', '{"facts":{"kind":"mx","hosts":[]},"keptUntil":9e15}', '[]'])(
    'takes what it does not understand for nothing: %s',
    async (text) => {
      await server.client().set(keys.dns('broken.test'), text);
      expect(await cache.get('broken.test')).toBeNull();
    },
  );

  it('S1: does not believe an entry with a private address', async () => {
    await cache.set('inside.test', kept(mxFacts('127.0.0.1')));
    const { resolver } = await resolverOn({ 'inside.test MX': [mx('inside.test', 0, '.')] });
    expect(await resolver.resolve('inside.test')).toEqual({ kind: 'null_mx' });
  });

  it('is empty while Redis is away', async () => {
    const own = await startTestRedis();
    const client = own.client();
    await client.ping();
    const away = createDnsCache(client, keys);
    await own.down('SIGKILL');
    await away.set('any.test', kept({ kind: 'nxdomain' }));
    expect(await away.get('any.test')).toBeNull();
  });
});
