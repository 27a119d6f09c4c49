import { startTestRedis } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { HONEST, type Script, startMailServer } from './mailServer.fixture.ts';
import { probeDomain } from './probeDomain.ts';
import { withoutLimits } from './withoutLimits.ts';
import {
  addresses,
  attempts,
  type Changes,
  catchAllOf,
  createWorld,
  DOMAIN,
  ipsOf,
  RANDOM,
  requestTo,
  told,
} from './world.fixture.ts';

const redis = await startTestRedis();

async function probeAt(script: Script, changes: Changes = {}) {
  const server = await startMailServer({ script });
  const world = await createWorld(redis, server.port);
  const probe = () => probeDomain(requestTo(ipsOf(server), changes), world.services);
  const result = await probe();
  expect(await world.leases()).toBe(0);
  return { server, world, result, probe };
}

describe('the addresses of a domain', () => {
  it('are asked in order, after a random one, and each has its own answer', async () => {
    const recipients = [`a@${DOMAIN}`, `unknown@${DOMAIN}`, `b@${DOMAIN}`];
    const { server, result } = await probeAt({}, { recipients });
    expect(server.rcpts).toEqual([[RANDOM, ...recipients]]);
    expect(told(result)).toEqual([250, 550, 250]);
    expect(attempts(result)).toEqual([1, 1, 1]);
    expect(catchAllOf(result)).toEqual(['no']);
    expect(result).toMatchObject({
      catchAll: 'no',
      random: { kind: 'replied', reply: { code: 550 } },
      target: { host: 'mx.127.0.0.1.example.test', ip: '127.0.0.1', port: server.port },
      notStarted: null,
      sessions: [{ rcpts: 4, greeted: true, end: null, signal: 'ok' }],
    });
    expect(result.recipients[0]?.outcome.target).toEqual(result.target);
  });

  it('are asked about with our sender, and never with DATA', async () => {
    const { server } = await probeAt({}, { recipients: addresses(12) });
    expect(server.lines.filter((line) => line.startsWith('MAIL'))).toEqual(Array(3).fill('MAIL FROM:<verify@us.test>'));
    expect(server.lines.some((line) => /^(?:DATA|BDAT)/.test(line))).toBe(false);
    expect(server.lines.at(-1)).toBe('QUIT');
  });

  it('go five to a transaction and ten to a connection, the random one counted', async () => {
    const { server, result } = await probeAt({}, { recipients: addresses(22) });
    expect(server.rcpts.map((list) => list.length)).toEqual([10, 10, 3]);
    expect(server.rcpts.flat()).toEqual([RANDOM, ...addresses(22)]);
    expect(server.lines.map((line) => line.split(' ')[0]).slice(0, 9)).toEqual([
      'EHLO',
      'MAIL',
      ...Array(5).fill('RCPT'),
      'RSET',
      'MAIL',
    ]);
    expect(told(result)).toEqual(Array(22).fill(250));
    expect(result.sessions).toHaveLength(3);
  });

  it('need no connection when there are none', async () => {
    const { server, result } = await probeAt({}, { recipients: [] });
    expect(result).toMatchObject({ recipients: [], notStarted: null, target: null });
    expect(server.connections()).toBe(0);
  });

  it('that cannot be written are told so, beside the others', async () => {
    const { server, result } = await probeAt({}, { recipients: [`jürgen@${DOMAIN}`, `a@${DOMAIN}`] });
    expect(told(result)).toEqual(['not_encodable', 250]);
    expect(attempts(result)).toEqual([0, 1]);
    expect(server.rcpts).toEqual([[RANDOM, `a@${DOMAIN}`]]);
  });

  it('that need SMTPUTF8 are asked last and by themselves, so that a refusal of it is no harm to the others', async () => {
    const recipients = [`jürgen@${DOMAIN}`, `a@${DOMAIN}`, `unknown@${DOMAIN}`, `zoë@${DOMAIN}`];
    const EHLO = '250-mx.example.test\r\n250 SMTPUTF8';
    const offered = await probeAt({ EHLO }, { recipients });
    expect(told(offered.result)).toEqual([250, 250, 550, 250]);
    expect(offered.server.lines.filter((line) => /^(?:MAIL|RCPT)/.test(line))).toEqual([
      'MAIL FROM:<verify@us.test>',
      ...[RANDOM, `a@${DOMAIN}`, `unknown@${DOMAIN}`].map((address) => `RCPT TO:<${address}>`),
      'MAIL FROM:<verify@us.test> SMTPUTF8',
      ...[`jürgen@${DOMAIN}`, `zoë@${DOMAIN}`].map((address) => `RCPT TO:<${address}>`),
    ]);
    const MAIL: Script['MAIL'] = ({ nth, connection }) =>
      nth + connection === 2 ? '250 2.1.0 ok' : '555 5.5.4 Unsupported option: SMTPUTF8';
    const refused = await probeAt({ EHLO, MAIL }, { recipients });
    expect(told(refused.result)).toEqual(['not_asked: 555', 250, 550, 'not_asked: 555']);
  });

  it('can be asked without limits, for a single look', async () => {
    const server = await startMailServer();
    const { services } = await createWorld(redis, server.port);
    const lines: string[] = [];
    const request = requestTo(ipsOf(server), { onLine: ({ from, text }) => lines.push(`${from} ${text}`) });
    const result = await probeDomain(request, { ...services, ...withoutLimits() });
    expect(told(result)).toEqual([250, 250, 250]);
    expect(lines).toContain(`client RCPT TO:<${RANDOM}>`);
    expect(lines).toContain('server 550 5.1.1 User unknown');
  });
});

describe('the catch-all question', () => {
  it.each([
    ['yes', '250 2.1.5 ok'],
    ['yes', '252 2.1.5 cannot verify'],
    ['no', '550 5.1.1 User unknown'],
  ] as const)('is answered %s by %s, and asked once', async (fact, reply) => {
    const { server, world, result, probe } = await probeAt({
      RCPT: ({ address }) => (address === RANDOM ? reply : '250 ok'),
    });
    expect(catchAllOf(result)).toEqual([fact]);
    expect(await world.catchAllCache.get({ identity: 'one', domain: DOMAIN })).toBe(fact);
    const again = await probe();
    expect(server.rcpts).toEqual([[RANDOM, ...addresses(3)], addresses(3)]);
    expect(again).toMatchObject({ catchAll: fact, random: null });
  });

  it.each([
    '451 4.7.1 Greylisting in action, please come back later',
    '450 4.2.0 try again',
    '550 5.7.1 relaying denied',
    '552 5.2.2 mailbox full',
  ])('is left open by %s, which is not kept', async (reply) => {
    const { world, result } = await probeAt({ RCPT: ({ address }) => (address === RANDOM ? reply : '250 ok') });
    expect(catchAllOf(result)).toEqual(['inconclusive']);
    expect(result.random).toMatchObject({ kind: 'replied', reply: { code: Number(reply.slice(0, 3)) } });
    expect(told(result)).toEqual([250, 250, 250]);
    expect(await world.catchAllCache.get({ identity: 'one', domain: DOMAIN })).toBeNull();
  });

  it('is left open where the connection is lost over it, and never a no', async () => {
    const { result } = await probeAt({ RCPT: () => ({ close: true }) });
    expect(catchAllOf(result)).toEqual(['inconclusive']);
    expect(told(result)).toEqual(Array(3).fill('not_asked: closed'));
  });

  it('is not asked where the answer is known or the policy says never', async () => {
    const known = await probeAt({}, { catchAll: 'yes' });
    expect(known.server.rcpts).toEqual([addresses(3)]);
    expect(catchAllOf(known.result)).toEqual(['yes']);
    const never = await probeAt({}, { policy: { catchAll: 'never' } });
    expect(never.server.rcpts).toEqual([addresses(3)]);
    expect(catchAllOf(never.result)).toEqual(['not_asked']);
  });

  it('is asked by one batch of a domain while the others wait for its answer', async () => {
    const server = await startMailServer({ script: HONEST });
    const world = await createWorld(redis, server.port);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const results = await Promise.all(
      names.map((name) => probeDomain(requestTo(ipsOf(server), { recipients: addresses(2, name) }), world.services)),
    );
    expect(server.rcpts.flat().filter((address) => address === RANDOM)).toHaveLength(1);
    expect(results.flatMap(told)).toEqual(Array(10).fill(250));
    expect(results.map(({ catchAll }) => catchAll)).toEqual(Array(5).fill('no'));
  });

  it('stays unasked where MAIL is refused', async () => {
    const { server, result } = await probeAt({ MAIL: '550 5.7.1 not from you' });
    expect(server.rcpts).toEqual([[]]);
    expect(catchAllOf(result)).toEqual(['not_asked']);
    expect(told(result)).toEqual(Array(3).fill('not_asked: 550'));
  });
});
