import { type DispatchedPass, parsePass } from '../passes/pass.ts';
import type { Standing, Turns } from './fairTurns.fixture.ts';
import { IDENTITIES, LANES, TENANTS } from './modelLists.fixture.ts';
import type { ModelWorld } from './modelWorld.fixture.ts';

type Place = Pick<ModelWorld, 'redis' | 'keys'>;

export async function readTurns({ redis, keys }: Place): Promise<Turns> {
  const turns = new Map<string, ReadonlyMap<string, Standing>>();
  for (const identity of IDENTITIES) {
    for (const lane of LANES) {
      const tenants = new Map<string, Standing>();
      for (const { owner, weight } of TENANTS) {
        const running = await redis.zrange(keys.tenantSlots(identity, lane, owner), '0', '-1');
        const standing = await readStanding({ redis }, keys.pendingTenants(identity, lane), owner);
        if (standing === null) continue;
        tenants.set(owner, { at: standing, underWay: openOf(running) / weight });
        const lists = new Map<string, Standing>();
        for (const list of await redis.zrange(keys.pendingLists(identity, lane, owner), '0', '-1')) {
          const own = running.filter((member) => member.startsWith(`${list}~`));
          const at = await readStanding({ redis }, keys.pendingLists(identity, lane, owner), list);
          lists.set(list, { at: at ?? 0, underWay: openOf(own) });
        }
        turns.set(`${identity}~${lane}~${owner}`, lists);
      }
      turns.set(`${identity}~${lane}`, tenants);
    }
  }
  return turns;
}

async function readStanding({ redis }: Pick<Place, 'redis'>, turn: string, name: string): Promise<number | null> {
  const at = await redis.zscore(turn, name);
  return at === null ? null : Number(at);
}

function openOf(members: readonly string[]): number {
  return members.reduce((sum, member) => sum + passOf(member).pass.open, 0);
}

/** Passes that nobody renewed: the model lets their time pass. */
export async function readOverdue(
  { redis, keys }: Place,
  identity: string,
): Promise<readonly Pick<DispatchedPass, 'listId' | 'pass'>[]> {
  const members = await redis.zrangebyscore(keys.dispatched(identity), '-inf', 1);
  return members.map(passOf);
}

function passOf(member: string): Pick<DispatchedPass, 'listId' | 'pass'> {
  const at = member.indexOf('~');
  return { listId: member.slice(0, at), pass: parsePass(member.slice(at + 1)) };
}
