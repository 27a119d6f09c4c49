import { expect } from 'vitest';
import { scopesOf } from '../admission/scopes.ts';
import { CAPS, LANE, SCOPES } from './modelLimits.fixture.ts';
import type { ModelWorld } from './modelWorld.fixture.ts';

/** Between a script's clock and ours. */
const SLACK_MS = 20;
/** Grants looked back at; older ones were looked at when they were new. */
const MOST_GRANTS = 60;

/** What must be so after every step, whatever it was. */
export async function expectGuaranteed(world: ModelWorld): Promise<void> {
  const live = await liveLeases(world);
  expectCapped(world, live);
  expectAllOrNone(world, live);
  expectHeldByRight(world, live);
  expectPaced(world);
  await expectBounded(world);
}

/** Live leases by the name of their scope, such as `lane:one:google`. */
type Live = ReadonlyMap<string, ReadonlySet<string>>;

async function liveLeases({ redis, keys }: ModelWorld): Promise<Live> {
  const names = await redis.keys(keys.leases('*'));
  const [seconds, microseconds] = await redis.time();
  const now = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  const entries = names.map(async (name) => {
    const members = await redis.zrangebyscore(name, `(${now}`, '+inf');
    return [name.slice(keys.leases('').length), new Set(members)] as const;
  });
  return new Map(await Promise.all(entries));
}

const capOf = (scope: string): number => CAPS[scope.split(':', 1)[0] ?? ''] ?? 0;

/** G1, C1: leases are within every limit, and so are the sockets: those of processes that run, and those that are counted. */
function expectCapped({ processes, keys }: ModelWorld, live: Live): void {
  for (const [scope, members] of live) expect(members.size, scope).toBeLessThanOrEqual(capOf(scope));
  const sockets = new Map<string, number>();
  for (const { open, state } of processes) {
    for (const { lease, request } of open) {
      for (const key of scopesOf(request, keys).leases) {
        const scope = key.slice(keys.leases('').length);
        // Whoever is stopped may hold a socket past its lease until it runs again: that much is known, and no more.
        if (state === 'paused' && !live.get(scope)?.has(lease.id)) continue;
        sockets.set(scope, (sockets.get(scope) ?? 0) + 1);
      }
    }
  }
  for (const [scope, count] of sockets) expect(count, `sockets of ${scope}`).toBeLessThanOrEqual(capOf(scope));
}

/**
 * G4: a lease is in all of its scopes or in none. A clock that was set back may bring one that had run out back to life
 * in those where nobody had removed it yet: it counts for nobody's good, and its holder is told that it is lost.
 */
function expectAllOrNone({ clockWasSetBack }: ModelWorld, live: Live): void {
  if (clockWasSetBack) return;
  const scopes = new Map<string, number>();
  for (const members of live.values()) for (const id of members) scopes.set(id, (scopes.get(id) ?? 0) + 1);
  for (const count of scopes.values()) expect(count).toBe(SCOPES);
}

/** A process that runs holds no socket that is not counted, but for the moments after Redis lost its memory. */
function expectHeldByRight({ running, coldSince, keys }: ModelWorld, live: Live): void {
  if (coldSince !== null) return;
  for (const { lease, request } of running.flatMap(({ open }) => [...open])) {
    for (const key of scopesOf(request, keys).leases) {
      expect(live.get(key.slice(keys.leases('').length))?.has(lease.id), key).toBe(true);
    }
  }
}

/** C2: no window has more connections than the burst and what its length permits. */
function expectPaced({ grants }: ModelWorld): void {
  const last = grants.at(-1);
  if (last === undefined) return;
  const ofLane = grants.slice(-MOST_GRANTS).filter(({ lane }) => lane === last.lane);
  for (const [index, { earliest }] of ofLane.entries()) {
    const window = last.latest - earliest + SLACK_MS;
    const allowed = LANE.connections + (LANE.connectionRate * window) / 1_000;
    expect(ofLane.length - index).toBeLessThanOrEqual(allowed);
  }
}

/** G10: every key ends by itself, and what is learnt stays within its bounds. */
async function expectBounded({ redis, keys }: ModelWorld): Promise<void> {
  const names = (await redis.keys(`${keys.prefix}:*`)).filter((name) => name !== keys.generation);
  const ends = await Promise.all(names.map((name) => redis.pttl(name)));
  // -2: it ended while it was asked about.
  for (const [index, left] of ends.entries()) expect(left, names[index]).not.toBe(-1);
  for (const name of names.filter((each) => each.startsWith(keys.laneState('', '').slice(0, -1)))) {
    const { window, rate, epoch, trips } = await redis.hgetall(name);
    expect(Number(window ?? 1)).toBeGreaterThanOrEqual(1);
    expect(Number(window ?? 1)).toBeLessThanOrEqual(LANE.connections);
    expect(Number(rate ?? 1)).toBeGreaterThanOrEqual(1 / 16);
    expect(Number(rate ?? 1)).toBeLessThanOrEqual(1);
    expect(Number(epoch ?? 0)).toBeGreaterThanOrEqual(Number(trips ?? 0));
  }
}
