import { startTestRedis } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { HONEST, type Script, startMailServer } from './mailServer.fixture.ts';
import { probeDomain } from './probeDomain.ts';
import { addresses, candidate, createWorld, ipsOf, requestTo, told } from './world.fixture.ts';

const redis = await startTestRedis();

describe('sessions at once', () => {
  it('wait for the catch-all answer of the first, then share the work', async () => {
    let answered = false;
    const early: string[] = [];
    const script: Script = {
      BANNER: ({ connection }) => {
        if (connection > 1 && !answered) early.push('connected before the answer');
        return '220 mx';
      },
      RCPT: (question) => {
        answered = true;
        return typeof HONEST.RCPT === 'string' ? HONEST.RCPT : HONEST.RCPT(question);
      },
    };
    const server = await startMailServer({ script });
    const world = await createWorld(redis, server.port);
    const request = requestTo(ipsOf(server), { recipients: addresses(100), maxSessions: 4 });
    const result = await probeDomain(request, world.services);
    expect(told(result)).toEqual(Array(100).fill(250));
    expect(early).toEqual([]);
    expect(server.mostAtOnce()).toBeGreaterThan(1);
    expect(server.mostAtOnce()).toBeLessThanOrEqual(4);
    expect(server.rcpts.every((list) => list.length <= 10)).toBe(true);
    expect(server.rcpts.flat()).toHaveLength(101);
    expect(await world.leases()).toBe(0);
  });

  it('C1: of many batches are never more than the limit, as counted by the server', async () => {
    const server = await startMailServer();
    // Asks again at once instead of after a second, so that the batches crowd each other.
    const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
    const world = await createWorld(redis, server.port, { services: { sleep } });
    const policy = { connections: 3 };
    const names = Array.from({ length: 12 }, (_, index) => `batch${index}-`);
    const results = await Promise.all(
      names.map((name) =>
        probeDomain(
          requestTo(ipsOf(server), {
            recipients: addresses(15, name),
            maxSessions: 4,
            admissionWaitMs: 20_000,
            policy,
          }),
          world.services,
        ),
      ),
    );
    expect(server.mostAtOnce()).toBeLessThanOrEqual(3);
    expect(new Set(results.flatMap(told))).toEqual(new Set([250]));
    expect(await world.leases()).toBe(0);
  });

  it('that a server does not take beside the first leave the work to it', async () => {
    const server = await startMailServer({
      script: {
        BANNER: ({ connection }) => (connection === 1 ? '220 mx' : { last: '421 4.7.0 too many connections' }),
      },
    });
    const world = await createWorld(redis, server.port);
    const request = requestTo(ipsOf(server), { recipients: addresses(9), maxSessions: 3, catchAll: 'no' });
    const result = await probeDomain(
      { ...request, policy: { ...request.policy, rcptsPerConnection: 9 } },
      world.services,
    );
    expect(told(result)).toEqual(Array(9).fill(250));
    expect(result.target).toMatchObject(candidate('127.0.0.1'));
  });
});
