import type { LaneSignal } from '@mailsift/lanes';
import { startTestRedis, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { type MailServer, type Script, startMailServer } from './mailServer.fixture.ts';
import { probeDomain } from './probeDomain.ts';
import type { ProbeServices } from './request.ts';
import { addresses, attempts, createWorld, ipsOf, requestTo, told } from './world.fixture.ts';

const redis = await startTestRedis();

/** An admission that grants everything and notes what each lease was settled with, and what the server had open then. */
function createWatched(server: MailServer, granted = new AbortController()) {
  const settled: { signal: LaneSignal; open: number }[] = [];
  let held = 0;
  const admission: ProbeServices['admission'] = {
    admit: async () => {
      held++;
      return {
        granted: true,
        lease: {
          id: 'lease',
          signal: granted.signal,
          rcpts: null,
          settle: async (signal) => {
            held--;
            // Our side is closed; the server may need a turn of its own loop to see it.
            await waitUntil(() => server.open() === 0, { everyMs: 1 });
            settled.push({ signal, open: server.open() });
          },
        },
      };
    },
  };
  return { admission, settled, held: () => held };
}

async function startWatched(script: Script = {}) {
  const server = await startMailServer({ script });
  const world = await createWorld(redis, server.port);
  const watched = createWatched(server);
  return { server, world, ...watched, services: { ...world.services, admission: watched.admission } };
}

describe('a lease', () => {
  it('is settled once for each connection, after its close, with what the session taught', async () => {
    const { server, services, settled, held } = await startWatched();
    await probeDomain(requestTo(ipsOf(server), { recipients: addresses(12) }), services);
    expect(settled).toEqual([
      { signal: 'ok', open: 0 },
      { signal: 'ok', open: 0 },
    ]);
    expect(held()).toBe(0);
  });

  it('of a host that said nothing is not praised', async () => {
    const { server, services, settled } = await startWatched({ BANNER: () => ({ close: true }) });
    await probeDomain(requestTo(ipsOf(server)), services);
    expect(settled.map(({ signal }) => signal)).toEqual(['failed']);
  });

  it('that is lost closes the socket in the middle of a question, and nobody else is asked', async () => {
    const server = await startMailServer({ script: { RCPT: ({ nth }) => (nth === 3 ? { silent: true } : '250 ok') } });
    const callbacks = new Set<() => void>();
    let elapsed = 0;
    const world = await createWorld(redis, server.port, {
      elapsed: () => elapsed,
      setTimer: (callback) => {
        callbacks.add(callback);
        return () => void callbacks.delete(callback);
      },
    });
    const probing = probeDomain(requestTo(ipsOf(server), { recipients: addresses(12) }), world.services);
    await server.heard('RCPT TO:<a2@');
    elapsed += 60_000;
    for (const callback of [...callbacks]) callback();
    const result = await probing;
    expect(told(result).slice(0, 2)).toEqual([250, 'unanswered: lease_lost']);
    expect(told(result).slice(2)).toEqual(Array(10).fill('not_asked: lease_lost'));
    expect(attempts(result).slice(0, 3)).toEqual([1, 1, 0]);
    expect(server.connections()).toBe(1);
    expect(server.lines.at(-1)).toContain('RCPT');
    expect(callbacks.size).toBe(0);
    await waitUntil(() => server.open() === 0);
  });

  it('is settled when the request is aborted, which closes every socket', async () => {
    const { server, services, settled } = await startWatched({ RCPT: () => ({ silent: true }) });
    const controller = new AbortController();
    const probing = probeDomain(requestTo(ipsOf(server), { signal: controller.signal }), services);
    await server.heard('RCPT');
    controller.abort();
    expect(told(await probing)).toEqual(Array(3).fill('not_asked: aborted'));
    expect(settled).toHaveLength(1);
    const later = await probeDomain(requestTo(ipsOf(server), { signal: controller.signal }), services);
    expect(later.notStarted?.limit).toBe('aborted');
    expect(server.connections()).toBe(1);
  });

  it.each<[string, (world: ProbeServices) => Partial<ProbeServices>]>([
    ['taking pace', () => ({ pace: { takePace: () => Promise.reject(new Error('boom')) } })],
    [
      'keeping the answer',
      ({ catchAllCache }) => ({ catchAllCache: { ...catchAllCache, set: () => Promise.reject(new Error('boom')) } }),
    ],
    [
      'claiming',
      ({ catchAllCache }) => ({ catchAllCache: { ...catchAllCache, claim: () => Promise.reject(new Error('boom')) } }),
    ],
  ])('is settled though %s fails with an exception', async (_what, broken) => {
    const { server, services, settled, held } = await startWatched();
    const probing = probeDomain(requestTo(ipsOf(server)), { ...services, ...broken(services) });
    await expect(probing).rejects.toThrow('boom');
    expect(settled).toEqual([{ signal: 'failed', open: 0 }]);
    expect(held()).toBe(0);
  });

  it('of every session is settled before a fault of one of them is told', async () => {
    const { server, services, settled, held } = await startWatched();
    let taken = 0;
    const pace: ProbeServices['pace'] = {
      takePace: async () => {
        if (++taken > 1) throw new Error('boom');
        return { taken: true, waitMs: 0 };
      },
    };
    const request = requestTo(ipsOf(server), { recipients: addresses(100), maxSessions: 4 });
    await expect(probeDomain(request, { ...services, pace })).rejects.toThrow('boom');
    expect(held()).toBe(0);
    expect(settled.length).toBe(server.connections());
  });
});
