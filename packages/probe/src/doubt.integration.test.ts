import { startTestRedis } from '@mailsift/testing';
import { decide } from '@mailsift/verdict';
import { describe, expect, it } from 'vitest';
import { type Question, type Script, startMailServer } from './mailServer.fixture.ts';
import { probeDomain } from './probeDomain.ts';
import { addresses, attempts, createWorld, DOMAIN, ipsOf, RANDOM, requestTo } from './world.fixture.ts';

const redis = await startTestRedis();
const POSTMASTER = `postmaster@${DOMAIN}`;
const POLICY = { catchAll: 'ask', verifiable: true } as const;

async function probeAt(script: Script, recipients: readonly string[]) {
  const server = await startMailServer({ script });
  const world = await createWorld(redis, server.port);
  const request = requestTo(ipsOf(server), { recipients });
  const probe = async () => {
    const result = await probeDomain(request, world.services);
    return { result, events: result.recipients.map(({ outcome }) => decide(outcome, { policy: POLICY }).event) };
  };
  const cached = () => world.catchAllCache.get({ identity: 'one', domain: DOMAIN });
  return { server, probe, cached, leases: world.leases };
}

describe('a server that refuses everybody in the same words', () => {
  it('and postmaster too has said nothing of anybody, nor of a catch-all', async () => {
    const script: Script = { RCPT: ({ address }: Question) => `550 5.1.1 <${address}>: User unknown` };
    const { server, probe, cached, leases } = await probeAt(script, addresses(6));
    const { result, events } = await probe();
    expect(events).toEqual(Array(6).fill('inconclusive'));
    expect(server.rcpts.flat()).toEqual([RANDOM, ...addresses(6), POSTMASTER]);
    expect(attempts(result)).toEqual(Array(6).fill(1));
    expect(result.catchAll).toBe('inconclusive');
    expect(await cached()).toBeNull();
    expect(await leases()).toBe(0);
  });

  it.each([
    ['accepts it', '250 2.1.5 ok'],
    ['refuses it in other words', '550 5.7.1 <postmaster@example.test>: Recipient address rejected: Access denied'],
  ])('but knows postmaster (%s) is believed', async (_what, reply) => {
    const script: Script = {
      RCPT: ({ address }: Question) => (address === POSTMASTER ? reply : `550 5.1.1 <${address}>: User unknown`),
    };
    const { probe, cached } = await probeAt(script, addresses(6));
    const { events } = await probe();
    expect(events).toEqual(Array(6).fill('mailbox_does_not_exist'));
    expect(await cached()).toBe('no');
  });

  it('is not asked about postmaster for a few, nor where it has accepted somebody', async () => {
    const few = await probeAt({ RCPT: '550 5.1.1 User unknown' }, addresses(4));
    expect((await few.probe()).events).toEqual(Array(4).fill('mailbox_does_not_exist'));
    const some = await probeAt({}, [...addresses(6, 'unknown'), `a@${DOMAIN}`]);
    expect((await some.probe()).events).toEqual([...Array(6).fill('mailbox_does_not_exist'), 'mailbox_exists']);
    for (const { server } of [few, some]) expect(server.rcpts.flat()).not.toContain(POSTMASTER);
  });

  it('and hangs up over postmaster is asked again later', async () => {
    const script: Script = {
      RCPT: ({ address }: Question) => (address === POSTMASTER ? { close: true } : '550 5.1.1 User unknown'),
    };
    const { probe } = await probeAt(script, addresses(5));
    expect((await probe()).events).toEqual(Array(5).fill('inconclusive'));
  });
});

describe('a server that changes its words after a while', () => {
  /** Known by the random address: "User unknown". From the 5th RCPT of a connection on everybody is refused otherwise. */
  const turning: Script = {
    RCPT: ({ address, nth }: Question) => {
      if (nth > 4) return '550 5.1.1 No such recipient here';
      return /^(?:zz|unknown)/.test(address) ? `550 5.1.1 <${address}>: User unknown` : '250 2.1.5 ok';
    },
  };

  it('is believed of nobody whom it then refused, until it is asked again', async () => {
    const { probe } = await probeAt(turning, [...addresses(2), `unknown@${DOMAIN}`, ...addresses(4, 'b')]);
    const { events } = await probe();
    expect(events).toEqual([
      'mailbox_exists',
      'mailbox_exists',
      'mailbox_does_not_exist',
      ...Array(4).fill('inconclusive'),
    ]);
  });
});
