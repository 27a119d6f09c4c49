import type { Redis } from 'ioredis';
import { expect } from 'vitest';
import type { AdmissionRequest, Admitted } from '../admission/admission.ts';
import { scopesOf } from '../admission/scopes.ts';
import { LANE, SETTINGS } from './modelLimits.fixture.ts';
import { FIRST_WINDOW, type ModelWorld } from './modelWorld.fixture.ts';

/** A lease may run out while the model looks. */
const SLACK_MS = 20;

/**
 * G2: who is told that there is no room is told so because of leases that live, not of those that have run out. C2: who is
 * let in has taken a token of the lane's pace: it is full later than now by one token at least.
 */
export async function expectRoomUsed(
  { redis, keys }: Pick<ModelWorld, 'redis' | 'keys'>,
  request: AdmissionRequest,
  { admitted, asked }: { readonly admitted: Admitted; readonly asked: number },
): Promise<void> {
  const scopes = scopesOf(request, keys);
  const [lane, domain, , , , identity] = scopes.leases;
  if (lane === undefined || domain === undefined || identity === undefined) throw new Error('A scope is missing');
  const live = (scope: string) => redis.zcount(scope, asked - SLACK_MS, '+inf');
  if (admitted.granted) {
    const full = Number(await redis.hget(scopes.paces[0] ?? '', 'tat')) / 1_000;
    expect(full).toBeGreaterThanOrEqual(asked + 1_000 / LANE.connectionRate - SLACK_MS);
  } else if (admitted.limit === 'lane') {
    const [window, until] = await redis.hmget(scopes.state, 'window', 'until');
    const most = until === null ? Math.min(LANE.connections, Math.floor(Number(window ?? FIRST_WINDOW))) : 1;
    expect(await live(lane)).toBeGreaterThanOrEqual(most);
  } else if (admitted.limit === 'domain') {
    expect(await live(domain)).toBeGreaterThanOrEqual(SETTINGS.domainConnections);
  } else if (admitted.limit === 'identity') {
    expect(await live(identity)).toBeGreaterThanOrEqual(SETTINGS.identityConnections);
  }
}

/** The clock of Redis, ms. */
export async function nowOf(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
}
