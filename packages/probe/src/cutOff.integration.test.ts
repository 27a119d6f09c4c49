import { startTestRedis } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { HONEST, type Question, type Script, startMailServer } from './mailServer.fixture.ts';
import { probeDomain } from './probeDomain.ts';
import type { DomainProbe } from './result.ts';
import { addresses, attempts, type Changes, createWorld, ipsOf, RANDOM, requestTo, told } from './world.fixture.ts';

const redis = await startTestRedis();

async function probeAt(script: Script, changes: Changes = {}) {
  const server = await startMailServer({ script });
  const world = await createWorld(redis, server.port, { commandMs: 300 });
  const result = await probeDomain(requestTo(ipsOf(server), changes), world.services);
  expect(await world.leases()).toBe(0);
  return { server, world, result, signals: result.sessions.map(({ signal }) => signal) };
}

const honest = (question: Question) => (typeof HONEST.RCPT === 'string' ? HONEST.RCPT : HONEST.RCPT(question));

const writtenIn = (result: DomainProbe) => attempts(result).reduce((sum, written) => sum + written, 0);

/** Answers the first RCPTs of a connection, then does something else. */
function after(count: number, otherwise: (question: Question) => ReturnType<typeof honest>): Script {
  return { RCPT: (question) => (question.nth <= count ? honest(question) : otherwise(question)) };
}

describe('a server that takes only so many RCPTs', () => {
  it.each([
    ['452 4.5.3 Too many recipients', 3],
    ['452 too many recipients in this transaction', 1],
    ['421 4.7.0 mx.example.test Error: too many errors', 4],
    ['552 too many recipients', 2],
  ])('and says %s is asked about the rest over new connections', async (reply, count) => {
    const { server, result, signals } = await probeAt(
      after(count, () => reply),
      { recipients: addresses(9) },
    );
    expect(told(result)).toEqual(Array(9).fill(250));
    expect(new Set(server.rcpts.flat())).toEqual(new Set([RANDOM, ...addresses(9)]));
    // Once it is known how many it takes, we leave before it says so.
    expect(server.rcpts.slice(1).every((list) => list.length <= count)).toBe(true);
    expect(writtenIn(result)).toBe(server.rcpts.flat().length - 1);
    expect(new Set(signals)).toEqual(new Set(['ok']));
  });

  it.each<[string, Script]>([
    ['hangs up', after(4, () => ({ close: true }))],
    ['falls silent', after(4, () => ({ silent: true }))],
    ['hangs up after its answer', after(3, (question) => ({ last: String(honest(question)) }))],
    ['refuses the next MAIL', { MAIL: ({ nth }) => (nth > 1 ? '452 4.3.1 enough' : '250 ok') }],
  ])('and then %s is asked about the rest over new connections', async (_what, script) => {
    const { server, result } = await probeAt(script, { recipients: addresses(9) });
    expect(told(result)).toEqual(Array(9).fill(250));
    expect(Math.max(...attempts(result))).toBeLessThanOrEqual(2);
    // P1. What is written into a connection that is closing may not be heard.
    expect(writtenIn(result)).toBeGreaterThanOrEqual(server.rcpts.flat().length - 1);
  });

  it('and hangs up after so many bad ones is asked about the rest over new connections', async () => {
    let bad = 0;
    const script: Script = {
      RCPT: (question) => {
        if (question.nth === 1) bad = 0;
        const said = honest(question);
        if (String(said).startsWith('550')) bad++;
        return bad >= 3 ? { last: String(said) } : said;
      },
    };
    const { server, result } = await probeAt(script, { recipients: addresses(8, 'unknown') });
    expect(told(result)).toEqual(Array(8).fill(550));
    // Where nobody is known, postmaster is asked about too (`doubt.ts`).
    const asked = server.rcpts.flat().filter((address) => !address.startsWith('postmaster@'));
    expect(writtenIn(result)).toBeGreaterThanOrEqual(asked.length - 1);
  });
});

describe('a server that makes no progress', () => {
  it.each<[string, Script, string]>([
    ['says 452 to the first RCPT', { RCPT: '452 4.5.3 Too many recipients' }, '452'],
    ['hangs up at the first RCPT', { RCPT: () => ({ close: true }) }, 'not_asked: closed'],
    ['says 421 to the first RCPT', { RCPT: () => ({ last: '421 4.5.3 too many recipients' }) }, 'not_asked: 421'],
  ])('and %s is left alone after one connection', async (_what, script, fact) => {
    const { server, result } = await probeAt(script);
    expect(told(result).map(String)).toEqual(Array(3).fill(fact));
    expect(server.connections()).toBe(1);
    expect(result.notStarted).toBeNull();
  });

  it('in a later session leaves the facts as they are', async () => {
    const script: Script = {
      RCPT: (question) => (question.connection === 1 && question.nth <= 3 ? honest(question) : { close: true }),
    };
    const { server, result } = await probeAt(script, { recipients: addresses(5) });
    expect(told(result)).toEqual([250, 250, 'unanswered: closed', 'not_asked: closed', 'not_asked: closed']);
    expect(attempts(result)).toEqual([1, 1, 2, 0, 0]);
    expect(server.connections()).toBe(2);
  });

  it('worth the name is given up after five cut-offs', async () => {
    // Answers one RCPT fewer each time, so that what was learnt never holds.
    const script: Script = {
      RCPT: (question) => (question.nth <= 9 - question.connection ? honest(question) : { close: true }),
    };
    const { server, result } = await probeAt(script, { recipients: addresses(60) });
    expect(server.connections()).toBe(6);
    expect(told(result).at(-1)).toBe('not_asked: closed');
    expect(result.notStarted).toBeNull();
  });

  it('because it talks nonsense is not asked again', async () => {
    const { server, result } = await probeAt(after(2, () => 'what?'));
    expect(told(result)).toEqual([250, 'unanswered: garbage', 'not_asked: garbage']);
    expect(server.connections()).toBe(1);
  });
});

describe('an operator that wants less of us', () => {
  it.each([
    ['421 4.7.0 slow down, your rate is too high', 'not_asked: 421', 'throttled'],
    ['451 4.7.1 rate limit exceeded, try again later', 'not_asked: 451', 'throttled'],
    ['554 5.7.1 Client host [127.0.0.1] blocked using zen.spamhaus.org', 'not_asked: 554', 'blocked'],
  ])('and says %s is asked nothing more', async (reply, fact, signal) => {
    const script = after(2, () => reply);
    const { server, result, signals } = await probeAt(script, { recipients: addresses(12) });
    expect(told(result)[0]).toBe(250);
    expect(told(result)[1]).toBe(Number(reply.slice(0, 3)));
    expect(told(result).slice(4)).toEqual(Array(8).fill(fact));
    expect(server.connections()).toBe(1);
    expect(server.rcpts.flat().length).toBeLessThanOrEqual(5);
    expect(signals).toEqual([signal]);
    expect(result.notStarted).toBeNull();
  });
});
