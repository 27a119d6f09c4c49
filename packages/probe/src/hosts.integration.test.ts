import { startTestRedis } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { type MailServer, type Script, startMailServer } from './mailServer.fixture.ts';
import { probeDomain } from './probeDomain.ts';
import {
  addresses,
  type Changes,
  candidate,
  createWorld,
  ipsOf,
  RANDOM,
  requestTo,
  told,
  type WorldOptions,
} from './world.fixture.ts';

const redis = await startTestRedis();
/** Nobody listens there. */
const DEAD = '127.0.0.99';

/** Servers on one port and on addresses of their own, as the hosts of one domain are. */
async function startHosts(...scripts: readonly Script[]): Promise<readonly [MailServer, ...MailServer[]]> {
  const [script = {}, ...others] = scripts;
  const first = await startMailServer({ script });
  const { port } = first;
  const rest = others.map((other, index) => startMailServer({ script: other, ip: `127.0.0.${index + 2}`, port }));
  return [first, ...(await Promise.all(rest))];
}

interface Trial {
  readonly ips: readonly string[];
  readonly changes?: Changes;
  readonly options?: WorldOptions;
}

async function probeWith({ port }: MailServer, { ips, changes, options }: Trial) {
  const world = await createWorld(redis, port, options);
  const result = await probeDomain(requestTo(ips, changes), world.services);
  expect(await world.leases()).toBe(0);
  return { world, result };
}

describe('a dead host', () => {
  it.each<[string, Script]>([
    ['closes at once', { BANNER: () => ({ close: true }) }],
    ['answers 421', { BANNER: () => ({ last: '421 4.3.2 too busy' }) }],
    ['answers 450 and waits', { BANNER: '450 4.3.2 not now' }],
    ['refuses EHLO', { EHLO: '451 4.3.0 not now' }],
    ['breaks off at EHLO', { EHLO: () => ({ close: true }) }],
    ['is no mail server', { BANNER: 'SSH-2.0-OpenSSH_9.2' }],
  ])('that %s gives way to the next', async (_what, script) => {
    const [first, second] = await startHosts(script, {});
    const { result } = await probeWith(first, { ips: ['127.0.0.1', '127.0.0.2'] });
    expect(told(result)).toEqual([250, 250, 250]);
    expect(second?.rcpts).toEqual([[RANDOM, ...addresses(3)]]);
    expect(result.target?.ip).toBe('127.0.0.2');
    expect(result.sessions.map(({ target, greeted }) => [target.ip, greeted])).toEqual([
      ['127.0.0.1', false],
      ['127.0.0.2', true],
    ]);
  });

  it('that refuses the connection, or says nothing in time, gives way as well', async () => {
    const [silent, second] = await startHosts({ BANNER: () => ({ silent: true }) }, {});
    const trial = { ips: [DEAD, '127.0.0.1', '127.0.0.2'], options: { commandMs: 200 } };
    const { result } = await probeWith(silent, trial);
    expect(told(result)).toEqual([250, 250, 250]);
    expect(second?.connections()).toBe(1);
  });

  it('is not tried again by the later sessions of the same probe', async () => {
    const [first, second] = await startHosts({ BANNER: () => ({ close: true }) }, {});
    const trial = { ips: ['127.0.0.1', '127.0.0.2'], changes: { recipients: addresses(15) } };
    const { result } = await probeWith(first, trial);
    expect([first.connections(), second?.connections()]).toEqual([1, 2]);
    expect(told(result)).toEqual(Array(15).fill(250));
  });
});

describe('hosts that are all dead', () => {
  it('leave everybody not asked, with the end of the attempt that came furthest', async () => {
    const [first] = await startHosts({ EHLO: '421 4.3.2 not now' }, { BANNER: () => ({ close: true }) });
    const { result } = await probeWith(first, { ips: [DEAD, '127.0.0.1', '127.0.0.2'] });
    expect(told(result)).toEqual(Array(3).fill('not_asked: 421'));
    expect(result).toMatchObject({ notStarted: null, target: { ip: '127.0.0.1' }, catchAll: 'not_asked' });
    expect(result.recipients[0]?.outcome.target?.ip).toBe('127.0.0.1');
    expect(result.sessions.map(({ signal }) => signal)).toEqual(['failed', 'throttled', 'failed']);
  });

  it('are none where no address can be reached', async () => {
    const [server] = await startHosts({});
    const { result } = await probeWith(server, { ips: [] });
    expect(told(result)).toEqual(Array(3).fill('not_asked: unreachable'));
    expect(result).toMatchObject({ target: null, notStarted: null, sessions: [] });
  });

  it('are not gone through when the first one blocks us: the news is the block, not the rest that follows it', async () => {
    const blocked = '554 5.7.1 Your IP address is blocked using zen.spamhaus.org';
    const [first, second] = await startHosts({ BANNER: blocked }, {});
    const { result, world } = await probeWith(first, { ips: ['127.0.0.1', '127.0.0.2'] });
    expect(told(result)).toEqual(Array(3).fill('not_asked: 554'));
    expect(second?.connections()).toBe(0);
    expect(result.sessions.map(({ signal }) => signal)).toEqual(['blocked']);
    const again = await probeDomain(requestTo(['127.0.0.1']), world.services);
    expect(again.notStarted?.limit).toBe('cooldown');
  });
});

describe('a host that greeted us', () => {
  it.each<[string, Script, string]>([
    ['refuses every RCPT', { RCPT: '450 4.2.0 not now' }, '450'],
    ['refuses MAIL', { MAIL: '451 4.3.0 not now' }, 'not_asked: 451'],
    ['breaks off at MAIL', { MAIL: () => ({ close: true }) }, 'not_asked: closed'],
  ])('and %s is not left for another', async (_what, script, fact) => {
    const [first, second] = await startHosts(script, {});
    const { result } = await probeWith(first, { ips: ['127.0.0.1', '127.0.0.2'] });
    expect(told(result).map(String)).toEqual(Array(3).fill(fact));
    expect(second?.connections()).toBe(0);
  });

  it('and whose TLS fails is asked once more in clear, and only in clear from then on', async () => {
    const script: Script = { EHLO: '250-mx\r\n250 STARTTLS', STARTTLS: () => ({ last: '220 go on' }) };
    const [server, second] = await startHosts(script, {});
    const trial = { ips: ['127.0.0.1', '127.0.0.2'], changes: { recipients: addresses(12) } };
    const { result } = await probeWith(server, trial);
    expect(told(result)).toEqual(Array(12).fill(250));
    expect(result.sessions.map(({ end, rcpts }) => [end?.kind === 'fault' ? end.fault.kind : null, rcpts])).toEqual([
      ['tls_failed', 0],
      [null, 10],
      [null, 3],
    ]);
    expect(server.lines.filter((line) => line === 'STARTTLS')).toHaveLength(1);
    expect(second?.connections()).toBe(0);
  });

  it('and breaks off at STARTTLS and in clear is not left for another', async () => {
    const script: Script = {
      EHLO: ({ connection }) => (connection === 1 ? '250-mx\r\n250 STARTTLS' : { close: true }),
      STARTTLS: () => ({ close: true }),
    };
    const [first, second] = await startHosts(script, {});
    const { result } = await probeWith(first, { ips: ['127.0.0.1', '127.0.0.2'] });
    expect(told(result)).toEqual(Array(3).fill('not_asked: closed'));
    expect([first.connections(), second?.connections()]).toEqual([2, 0]);
  });

  it('and sends bytes after the 220 to STARTTLS is not asked at all', async () => {
    const script: Script = { EHLO: '250-mx\r\n250 STARTTLS', STARTTLS: '220 go on\r\n250 injected' };
    const [server] = await startHosts(script);
    const { result } = await probeWith(server, { ips: ipsOf(server) });
    expect(told(result)).toEqual(Array(3).fill('not_asked: injected'));
    expect(server.connections()).toBe(1);
  });
});

describe('a retry', () => {
  it('begins with the host of the last pass, whatever the order', async () => {
    const [first, second] = await startHosts({}, {});
    const changes = { sticky: candidate('127.0.0.2') };
    const { result } = await probeWith(first, { ips: ['127.0.0.1', '127.0.0.2'], changes });
    expect([first.connections(), second?.connections()]).toEqual([0, 1]);
    expect(result.target?.ip).toBe('127.0.0.2');
  });

  it('goes to another only where that host is dead', async () => {
    const [first] = await startHosts({});
    const changes = { sticky: candidate(DEAD) };
    const { result } = await probeWith(first, { ips: ['127.0.0.1', DEAD], changes });
    expect(result.sessions.map(({ target }) => target.ip)).toEqual([DEAD, '127.0.0.1']);
    expect(told(result)).toEqual([250, 250, 250]);
  });

  it('meets a greylist with the same sender, random address and host, and passes', async () => {
    const seen = new Set<string>();
    const greylist: Script = {
      RCPT: ({ address }) => {
        if (!seen.has(address)) return seen.add(address) && '451 4.7.1 Greylisted, please come back later';
        return address === RANDOM ? '550 5.1.1 User unknown' : '250 ok';
      },
    };
    const [server] = await startHosts(greylist);
    const { result, world } = await probeWith(server, { ips: ipsOf(server) });
    expect(told(result)).toEqual([451, 451, 451]);
    expect(result.catchAll).toBe('inconclusive');
    expect(result.sessions.map(({ signal }) => signal)).toEqual(['ok']);
    await world.redis.del(world.keys.lock('catchall:one:example.test'));
    const sticky = result.target;
    const retry = await probeDomain(requestTo(ipsOf(server), { sticky }), world.services);
    expect(told(retry)).toEqual([250, 250, 250]);
    expect(retry.catchAll).toBe('no');
  });
});
