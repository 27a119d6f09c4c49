import { stopAtEnd } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import type { Zone } from './dnsServer.fixture.ts';
import { a, aaaa, mx, startDnsServer } from './dnsServer.fixture.ts';
import { createResolver, type ResolverOptions } from './domainResolver.ts';

const OPTIONS = { timeoutMs: 250, tries: 1, allowPrivate: false, implicitMx: false } as const;
const PUBLIC = '9.9.9.9';

type Overrides = Partial<Omit<ResolverOptions, 'servers'>>;

async function startResolver(zones: Zone | readonly Zone[], overrides: Overrides = {}) {
  const several: readonly Zone[] = Array.isArray(zones) ? zones : [zones];
  const servers = await Promise.all(several.map((zone) => startDnsServer(zone)));
  const resolver = createResolver({ ...OPTIONS, servers: servers.map((server) => server.address), ...overrides });
  stopAtEnd('resolver', () => resolver.close());
  return { resolver, asked: () => servers.flatMap((server) => server.asked) };
}

const resolveIn = async (zones: Zone | readonly Zone[], overrides: Overrides = {}) =>
  (await startResolver(zones, overrides)).resolver.resolve('site.test');

/** `site.test` with these MX hosts, each at a public address unless the rest of the zone says otherwise. */
const withMx = (exchanges: readonly string[], rest: Zone = {}): Zone => ({
  'site.test MX': exchanges.map((exchange, index) => mx('site.test', (index + 1) * 10, exchange)),
  ...rest,
});

describe('mail hosts', () => {
  it('gives hosts by preference with the addresses of both families', async () => {
    const facts = await resolveIn({
      'site.test MX': [mx('site.test', 20, 'B.site.test'), mx('site.test', 10, 'a.site.test')],
      'a.site.test A': [a('a.site.test', PUBLIC)],
      'a.site.test AAAA': [aaaa('a.site.test', '2620:fe::9')],
      'b.site.test A': [a('b.site.test', '8.8.8.8')],
      'b.site.test AAAA': [],
    });
    expect(facts).toEqual({
      kind: 'mx',
      implicit: false,
      hosts: [
        { host: 'a.site.test', preference: 10, ips: ['2620:fe::9', PUBLIC] },
        { host: 'b.site.test', preference: 20, ips: ['8.8.8.8'] },
      ],
    });
  });

  it('reads an answer that is too long for UDP over TCP', async () => {
    const facts = await resolveIn({
      'site.test MX': { overTcp: [mx('site.test', 10, 'a.site.test')] },
      'a.site.test A': [a('a.site.test', PUBLIC)],
    });
    expect(facts).toMatchObject({ kind: 'mx', hosts: [{ host: 'a.site.test' }] });
  });

  it('looks up five hosts of many and goes on only where none of them has an address', async () => {
    const exchanges = Array.from({ length: 12 }, (_, index) => `mx${index}.site.test`);
    const { resolver, asked } = await startResolver(
      withMx(exchanges, { 'mx1.site.test A': [a('mx1.site.test', PUBLIC)] }),
    );
    expect(await resolver.resolve('site.test')).toMatchObject({ kind: 'mx', hosts: [{ host: 'mx1.site.test' }] });
    expect(asked().some((question) => question.startsWith('mx5.'))).toBe(false);

    const late = withMx(exchanges, { 'mx7.site.test A': [a('mx7.site.test', PUBLIC)] });
    expect(await resolveIn(late)).toMatchObject({ kind: 'mx', hosts: [{ host: 'mx7.site.test' }] });
  });

  it('does not know where there are more dead hosts than it looks up', async () => {
    const exchanges = Array.from({ length: 16 }, (_, index) => `mx${index}.site.test`);
    expect(await resolveIn(withMx(exchanges))).toEqual({ kind: 'dns_error', code: 'ETOOMANYHOSTS' });
  });

  it('keeps eight addresses of a host that has many', async () => {
    const many = Array.from({ length: 30 }, (_, index) => a('a.site.test', `9.9.9.${index}`));
    const facts = await resolveIn(withMx(['a.site.test'], { 'a.site.test A': many }));
    expect(facts.kind === 'mx' && facts.hosts[0]?.ips.length).toBe(8);
  });

  it('takes a domain at its own address where there is no MX, if the setting says so', async () => {
    const zone: Zone = { 'site.test MX': [], 'site.test A': [a('site.test', PUBLIC)] };
    expect(await resolveIn(zone, { implicitMx: true })).toEqual({
      kind: 'mx',
      implicit: true,
      hosts: [{ host: 'site.test', preference: 0, ips: [PUBLIC] }],
    });
    expect(await resolveIn(zone)).toEqual({ kind: 'no_mx', hasAddress: true });
  });
});

describe('a plain no', () => {
  it('knows a null MX, and ignores one beside real records', async () => {
    expect(await resolveIn(withMx(['.']))).toEqual({ kind: 'null_mx' });
    const mixed = withMx(['.', 'a.site.test'], { 'a.site.test A': [a('a.site.test', PUBLIC)] });
    expect(await resolveIn(mixed)).toMatchObject({ kind: 'mx', hosts: [{ host: 'a.site.test' }] });
  });

  it('knows a domain without MX and without address', async () => {
    const zone: Zone = { 'site.test MX': [], 'site.test A': [], 'site.test AAAA': [] };
    expect(await resolveIn(zone)).toEqual({ kind: 'no_mx', hasAddress: false });
  });

  it('calls an MX dangling where no host has an address, an IP literal being none', async () => {
    const zone = withMx(['gone.test', '10.0.0.1'], { 'gone.test A': [] });
    expect(await resolveIn(zone)).toEqual({ kind: 'dangling_mx', hosts: ['gone.test', '10.0.0.1'] });
  });

  it('believes NXDOMAIN when two look-ups agree, at two servers where there are two', async () => {
    const { resolver, asked } = await startResolver([{}, {}]);
    expect(await resolver.resolve('site.test')).toEqual({ kind: 'nxdomain' });
    expect(asked()).toEqual(['site.test MX', 'site.test MX']);
  });

  it('believes the records of the second look-up over the NXDOMAIN of the first', async () => {
    const records = [mx('site.test', 10, 'a.site.test')];
    const host: Zone = { 'a.site.test A': [a('a.site.test', PUBLIC)] };
    const flapping: Zone = { ...host, 'site.test MX': { inTurn: ['nxdomain', records] } };
    expect(await resolveIn(flapping)).toMatchObject({ kind: 'mx' });
    expect(await resolveIn([{ ...host }, { ...host, 'site.test MX': records }])).toMatchObject({ kind: 'mx' });
  });
});

describe('what could not be found out', () => {
  it.each([
    ['servfail', 'ESERVFAIL'],
    ['refused', 'EREFUSED'],
    ['silent', 'ETIMEOUT'],
    ['garbage', /^E/],
  ] as const)('is an error where the server is %s', async (reply, code) => {
    const facts = await resolveIn({ 'site.test MX': reply });
    expect(facts.kind).toBe('dns_error');
    expect(facts.kind === 'dns_error' && facts.code).toMatch(code);
  });

  it('is an error where NXDOMAIN is followed by a failure', async () => {
    const facts = await resolveIn({ 'site.test MX': { inTurn: ['nxdomain', 'servfail'] } });
    expect(facts).toEqual({ kind: 'dns_error', code: 'ESERVFAIL' });
  });

  it('is never a dangling MX: one host that failed to be looked up leaves the question open', async () => {
    const zone = withMx(['gone.test', 'slow.test'], { 'slow.test A': 'servfail', 'slow.test AAAA': 'servfail' });
    expect(await resolveIn(zone)).toEqual({ kind: 'dns_error', code: 'ESERVFAIL' });
    const withUsable = { ...zone, 'gone.test A': [a('gone.test', PUBLIC)] };
    expect(await resolveIn(withUsable)).toMatchObject({ kind: 'mx', hosts: [{ host: 'gone.test' }] });
  });

  it('uses one family where the other failed', async () => {
    const zone = withMx(['a.test'], { 'a.test A': [a('a.test', PUBLIC)], 'a.test AAAA': 'servfail' });
    expect(await resolveIn(zone)).toMatchObject({ kind: 'mx', hosts: [{ ips: [PUBLIC] }] });
  });

  it('does not say whether an address stands where its look-up failed', async () => {
    const zone: Zone = { 'site.test MX': [], 'site.test A': 'servfail', 'site.test AAAA': [] };
    expect(await resolveIn(zone)).toEqual({ kind: 'dns_error', code: 'ESERVFAIL' });
  });

  it('ends at its own deadline, however long the server takes', async () => {
    const facts = await resolveIn({ 'site.test MX': 'silent' }, { timeoutMs: 20_000, deadlineMs: 50 });
    expect(facts).toEqual({ kind: 'dns_error', code: 'EDEADLINE' });
  });

  it.each(['', 'a b.test', `${'x'.repeat(64)}.test`, '127.0.0.1', '2130706433', 'ü.test'])(
    'includes the impossible name "%s", which nobody is asked about',
    async (name) => {
      const { resolver, asked } = await startResolver({});
      expect(await resolver.resolve(name)).toEqual({ kind: 'dns_error', code: 'EBADNAME' });
      expect(asked()).toEqual([]);
    },
  );

  it('includes everything asked of a closed resolver', async () => {
    const { resolver } = await startResolver({ 'site.test MX': 'silent' }, { timeoutMs: 20_000 });
    const underWay = resolver.resolve('site.test');
    // One turn, so that the question has left.
    await new Promise(setImmediate);
    resolver.close();
    expect(await underWay).toEqual({ kind: 'dns_error', code: 'ECANCELLED' });
    expect(await resolver.resolve('other.test')).toEqual({ kind: 'dns_error', code: 'ECANCELLED' });
  });
});

describe('S1: addresses that must not be connected to', () => {
  const PRIVATE = ['127.0.0.1', '10.1.2.3', '169.254.169.254', '0.0.0.0', '192.168.1.1', '100.64.0.1'];

  it.each(PRIVATE)('leaves out %s', async (ip) => {
    const zone = withMx(['a.test'], { 'a.test A': [a('a.test', ip)] });
    expect(await resolveIn(zone)).toEqual({ kind: 'not_routable', hosts: ['a.test'] });
    const besidePublic = withMx(['a.test'], { 'a.test A': [a('a.test', ip), a('a.test', PUBLIC)] });
    expect(await resolveIn(besidePublic)).toMatchObject({ kind: 'mx', hosts: [{ ips: [PUBLIC] }] });
  });

  it.each(['::1', '::ffff:127.0.0.1', 'fd00:ec2::254', 'fe80::1', '64:ff9b::7f00:1'])('leaves out %s', async (ip) => {
    const zone = withMx(['a.test'], { 'a.test AAAA': [aaaa('a.test', ip)] });
    expect(await resolveIn(zone)).toEqual({ kind: 'not_routable', hosts: ['a.test'] });
  });

  it('allows private ones by setting, special ones never', async () => {
    const zone = withMx(['a.test'], { 'a.test A': [a('a.test', '127.0.0.1')] });
    expect(await resolveIn(zone, { allowPrivate: true })).toMatchObject({ hosts: [{ ips: ['127.0.0.1'] }] });
    const special = withMx(['a.test'], { 'a.test A': [a('a.test', '224.0.0.1'), a('a.test', '0.0.0.0')] });
    expect(await resolveIn(special, { allowPrivate: true })).toEqual({ kind: 'not_routable', hosts: ['a.test'] });
  });

  it('judges a rebinding name anew each time it is looked up', async () => {
    let time = 0;
    const answers = { inTurn: [[a('a.test', PUBLIC)], [a('a.test', '127.0.0.1')]] };
    const { resolver } = await startResolver(withMx(['a.test'], { 'a.test A': answers }), { now: () => time });
    expect(await resolver.resolve('site.test')).toMatchObject({ kind: 'mx', hosts: [{ ips: [PUBLIC] }] });
    time += 3_600_001;
    expect(await resolver.resolve('site.test')).toEqual({ kind: 'not_routable', hosts: ['a.test'] });
  });
});

describe('remembering', () => {
  it('asks once for look-ups at the same time and for an hour after', async () => {
    let time = 0;
    const zone = withMx(['a.test'], { 'a.test A': [a('a.test', PUBLIC)], 'a.test AAAA': [] });
    const { resolver, asked } = await startResolver(zone, { now: () => time });
    await Promise.all([resolver.resolve('site.test'), resolver.resolve('SITE.test'), resolver.resolve('site.test')]);
    time += 3_599_000;
    await resolver.resolve('site.test');
    expect(asked()).toHaveLength(3);
    time += 2_000;
    await resolver.resolve('site.test');
    expect(asked()).toHaveLength(6);
  });

  it('forgets a failure within a minute', async () => {
    let time = 0;
    const replies = { inTurn: ['servfail' as const, []] };
    const { resolver } = await startResolver({ 'site.test MX': replies }, { now: () => time });
    expect((await resolver.resolve('site.test')).kind).toBe('dns_error');
    time += 60_000;
    expect((await resolver.resolve('site.test')).kind).toBe('no_mx');
  });

  it('answers a thousand domains at once, with few questions on the wire', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `d${index}.test`);
    const zone = Object.fromEntries(names.map((name) => [`${name} MX`, [mx(name, 0, '.')]]));
    const { resolver } = await startResolver(zone, { timeoutMs: 5_000, maxInFlight: 20 });
    const facts = await Promise.all(names.map((name) => resolver.resolve(name)));
    expect(new Set(facts.map(({ kind }) => kind))).toEqual(new Set(['null_mx']));
  });
});
