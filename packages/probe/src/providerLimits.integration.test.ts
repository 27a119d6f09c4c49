import { setTimeout as sleep } from 'node:timers/promises';
import { readLanes } from '@mailsift/lanes';
import { startTestRedis } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from './mailServer.fixture.ts';
import { probeDomain } from './probeDomain.ts';
import { addresses, createWorld, DOMAIN, ipsOf, requestTo, told } from './world.fixture.ts';

const redis = await startTestRedis();
const LIMIT = 5;
const BATCHES = 120;
const AT_ONCE = 20;

/** Refuses connections above its limit, as counted by itself, and takes a while for each answer. */
async function startLimited() {
  let refused = 0;
  const server: MailServer = await startMailServer({
    script: {
      BANNER: () => {
        if (server.open() <= LIMIT) return '220 mx.example.test ESMTP';
        refused++;
        return { last: '421 4.7.0 Too many connections from your IP address' };
      },
      RCPT: () => sleep(5, '250 2.1.5 ok'),
    },
  });
  return { server, refused: () => refused };
}

describe('a server that takes five connections, and a policy that permits twenty', () => {
  it('is found out by slow start and kept to, with less than 5 % of the connections refused', async () => {
    const { server, refused } = await startLimited();
    const world = await createWorld(redis, server.port);
    await world.redis.del(world.keys.laneState('one', DOMAIN));
    const waiting = Array.from({ length: BATCHES }, (_, index) => addresses(10, `b${index}-`));
    const answers: (number | string)[] = [];
    const work = async () => {
      for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
        const request = requestTo(ipsOf(server), {
          recipients: batch,
          catchAll: 'no',
          policy: { connections: 20 },
          admissionWaitMs: 20_000,
        });
        const result = told(await probeDomain(request, world.services));
        answers.push(...result.filter((one) => one === 250));
        const rest = batch.filter((_, index) => result[index] !== 250);
        // What was refused for us, and never for them, is asked again.
        if (rest.length > 0) waiting.push(rest);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(answers).toHaveLength(BATCHES * 10);
    expect(refused()).toBeLessThan(0.05 * server.connections());
    expect(await world.redis.hget(world.keys.serverLimits('one', server.ip), 'connections')).toMatch(/^[2-5]$/);
    const atFirst = refused();
    const late = Array.from({ length: AT_ONCE }, (_, index) =>
      probeDomain(
        requestTo(ipsOf(server), { recipients: addresses(10, `l${index}-`), catchAll: 'no', admissionWaitMs: 20_000 }),
        world.services,
      ),
    );
    expect((await Promise.all(late)).flatMap(told)).toEqual(Array(AT_ONCE * 10).fill(250));
    expect(refused()).toBe(atFirst);
  });
});

describe('a server that blocks us', () => {
  it('fails nobody, is left alone, is told to the operator, and holds up no other lane', async () => {
    const blocking = await startMailServer({
      script: { BANNER: () => ({ last: '554 5.7.1 Service unavailable; your address is on a blocklist' }) },
    });
    const world = await createWorld(redis, blocking.port);
    const asked = await probeDomain(requestTo(ipsOf(blocking)), world.services);
    expect(told(asked)).toEqual(Array(3).fill('not_asked: 554'));
    const later = await probeDomain(requestTo(ipsOf(blocking)), world.services);
    expect(later.notStarted?.limit).toBe('cooldown');
    expect(blocking.connections()).toBe(1);
    const [report] = await readLanes(world.redis, world.keys);
    expect(report).toMatchObject({ identity: 'one', lane: DOMAIN, state: 'resting', signal: 'blocked', code: 554 });
    const friendly = await startMailServer({ ip: '127.0.0.2', port: blocking.port });
    const lane = { lane: 'other.test', provider: null };
    const other = await probeDomain(requestTo(ipsOf(friendly), { lane }), world.services);
    expect(told(other)).toEqual([250, 250, 250]);
  });
});
