import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** What an operator wants to know of a lane that refused one of our identities within the last day. */
export interface LaneReport {
  /** Id of the identity. */
  readonly identity: string;
  readonly lane: string;
  /**
   * `resting`: nobody is asked until `until`. `probing`: the rest is over, and one connection at a time goes to see.
   * `slowed`: asked more slowly than its policy permits. `recovered`: as before.
   */
  readonly state: 'resting' | 'probing' | 'slowed' | 'recovered';
  /** `blocked`: it refused us; `throttled`: it wants less of us. */
  readonly signal: 'blocked' | 'throttled';
  /** Code of the last reply that said so; null where the connection was just lost. */
  readonly code: number | null;
  /** Its text, local parts masked, at most 300 characters. */
  readonly reply: string;
  /** Epoch ms of the first refusal since it last answered, of the last one, and how many there were. */
  readonly since: number;
  readonly last: number;
  readonly count: number;
  /** Epoch ms: end of the rest; null unless it rests. */
  readonly until: number | null;
  /** Connections open now, those permitted now, and the part (0 to 1) of the RCPT pace that is used. */
  readonly connections: { readonly held: number; readonly permitted: number | null };
  readonly rate: number;
}

export interface ReadLanesOptions {
  /** The latest first. */
  readonly most?: number;
  readonly now?: () => number;
}

const number = z.coerce.number();
const refusalSchema = z.object({
  signal: z.enum(['blocked', 'throttled']),
  code: z.union([z.literal('').transform(() => null), number.int()]).catch(null),
  reply: z.string().default(''),
  since: number,
  last: number,
  count: number,
});
const stateSchema = z.object({
  window: number.optional(),
  rate: number.default(1),
  until: number.optional(),
});

/** The lanes that refused us within a day, the latest first. Reads Redis only. Rejects when Redis is away. */
export async function readLanes(redis: Redis, keys: Keys, options: ReadLanesOptions = {}): Promise<LaneReport[]> {
  const { most = 1_000, now = Date.now } = options;
  const members = await redis.zrevrange(keys.refusals, 0, most - 1);
  const reports = await Promise.all(members.map((member) => readLane(redis, keys, { member, now: now() })));
  return reports.filter((report) => report !== null);
}

async function readLane(
  redis: Redis,
  keys: Keys,
  { member, now }: { readonly member: string; readonly now: number },
): Promise<LaneReport | null> {
  const [identity = '', lane = ''] = member.split('~');
  const [refusalHash, stateHash, held] = await Promise.all([
    redis.hgetall(keys.refusal(identity, lane)),
    redis.hgetall(keys.laneState(identity, lane)),
    redis.zcount(keys.leases(`lane:${identity}:${lane}`), now, '+inf'),
  ]);
  // The index may name what has expired since.
  const refusal = refusalSchema.safeParse(refusalHash);
  const learnt = stateSchema.safeParse(stateHash);
  if (!refusal.success || !learnt.success) return null;
  const { window, rate, until } = learnt.data;
  return {
    identity,
    lane,
    ...refusal.data,
    state: stateOf(learnt.data, now),
    until: until !== undefined && until > now ? until : null,
    connections: { held, permitted: window === undefined ? null : Math.floor(window) },
    rate,
  };
}

function stateOf({ until, rate }: z.infer<typeof stateSchema>, now: number): LaneReport['state'] {
  if (until !== undefined) return until > now ? 'resting' : 'probing';
  return rate < 1 ? 'slowed' : 'recovered';
}
