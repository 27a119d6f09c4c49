import { createKeys, type Keys } from '@mailsift/hints';
import {
  createFolderStore,
  deleteList,
  publishPass,
  type ResultHeader,
  readHeader,
  type Store,
  storeKeys,
  tallyOf,
  writeControl,
  writeTombstone,
} from '@mailsift/lists';
import { createTestDir, Random, type TestRedis } from '@mailsift/testing';
import type { Redis } from 'ioredis';
import { type DispatchedPass, type Pass, spellPass } from '../passes/pass.ts';
import { letTimePass, makeDue } from '../passes/passes.fixture.ts';
import { createPasses, type DispatchLimits, type Passes } from '../passes/passes.ts';
import { recover } from '../reconcile/recovery.ts';
import { FairTurns, type Given } from './fairTurns.fixture.ts';
import {
  batchesOf,
  IDENTITIES,
  LANES,
  type ModelList,
  tellUpTo,
  writeKeys,
  writeModelList,
} from './modelLists.fixture.ts';
import { readOverdue, readTurns } from './modelTurns.fixture.ts';

export const LIMITS: DispatchLimits = {
  tailLane: 'tail',
  tailConnections: 3,
  defaultSlots: 2,
  slots: { google: 3 },
  most: 4,
};
export const CONNECTIONS = 12;
const MOST_LISTS = 4;
/** The last pass of a batch leaves nothing over. */
const MOST_PASSES = 4;

/** A worker on its way through a pass: begun, perhaps published, not yet settled. */
interface Client {
  readonly dispatched: DispatchedPass;
  published: ResultHeader | null;
}

/** Clients of the scripts on a real Redis and a real store, and whatever can happen to them. */
export class ModelWorld {
  readonly random: Random;
  readonly store: Store;
  readonly redis: Redis;
  readonly keys: Keys;
  readonly passes: Passes;
  readonly lists: ModelList[] = [];
  /** Jobs on their way to a worker: each may come twice, or not at all. */
  readonly queue: DispatchedPass[] = [];
  readonly clients: Client[] = [];
  readonly fair = new FairTurns();
  isCold = true;
  readonly #headers = new Map<string, ResultHeader>();

  constructor(redis: Redis, store: Store, seed: number) {
    this.random = new Random(seed);
    this.redis = redis;
    this.store = store;
    this.keys = createKeys('model');
    // However slow the machine: only where the model says so is a pass thought lost.
    this.passes = createPasses(redis, this.keys, { lifetimeMs: 3_600_000 });
  }

  static async start(server: TestRedis, seed: number): Promise<ModelWorld> {
    const world = new ModelWorld(server.client(), createFolderStore(await createTestDir()), seed);
    await world.redis.flushall();
    await writeKeys(world.store);
    await world.recover();
    return world;
  }

  get openLists(): readonly ModelList[] {
    return this.lists.filter(({ hold, isDeleted }) => !isDeleted && (hold === 'none' || hold === 'paused'));
  }

  async addList(): Promise<void> {
    if (this.openLists.length >= MOST_LISTS) return;
    const list = await writeModelList(this.store, `list${String(this.lists.length).padStart(8, '0')}`, this.random);
    this.lists.push(list);
    await this.passes.hold(list.id, 'none', list.tenant);
  }

  /** Tells Redis of the next cut of a list, and of those before it once more. */
  async publishCut(): Promise<void> {
    const list = this.random.pick(this.openLists);
    if (list === undefined || this.isCold) return;
    if ((await this.passes.hold(list.id, list.hold, list.tenant)) === 'cold') return;
    list.told = Math.min(list.cuts.length, list.told + 1);
    await tellUpTo(this.passes, list, list.told);
  }

  async dispatch(): Promise<void> {
    const identity = this.random.pick(IDENTITIES) ?? IDENTITIES[0];
    // However slow the machine: workers live.
    await this.passes.heartbeat(identity, 'worker', CONNECTIONS);
    const overdue = await readOverdue(this, identity);
    const dispatched = await this.passes.dispatch(identity, LIMITS);
    if (dispatched === 'cold') return;
    for (const each of overdue) this.#takeBack(each, each.pass.open);
    const turns = await readTurns(this);
    this.fair.drop(turns);
    for (const each of dispatched) this.fair.give(this.#given(each));
    this.fair.observe(turns);
    this.queue.push(...dispatched);
  }

  /** A worker takes a job; now and then the queue gives it to another too. */
  async begin(): Promise<void> {
    const dispatched = this.random.isIn(0.1) ? this.random.pick(this.queue) : this.random.take(this.queue);
    if (dispatched === undefined) return;
    const begun = await this.passes.begin(dispatched);
    if (begun === 'held') await this.#giveBack(dispatched, 0);
    if (begun === 'first' || typeof begun === 'number') this.clients.push({ dispatched, published: null });
  }

  /** The results of a pass are stored; where somebody else was first, theirs stand. */
  async publish(client = this.random.pick(this.clients.filter(({ published }) => published === null))): Promise<void> {
    if (client === undefined) return;
    const { listId, pass } = client.dispatched;
    const list = this.lists.find(({ id }) => id === listId);
    if (list === undefined || list.isDeleted) return;
    const open = await this.#openBefore(list, pass);
    const done = pass.number >= MOST_PASSES ? open : this.random.below(open + 1);
    const at = this.random.isIn(0.5) ? 1 : Date.now() + 3_600_000;
    const header: ResultHeader = {
      pass: pass.number,
      identity: pass.identity,
      lane: pass.lane,
      tally: { ...tallyOf([]), done, rows: done, statuses: { passed: done } },
      remainder: done === open ? null : { at, waiting: this.#waiting(open - done) },
    };
    const published = await publishPass(
      this.store,
      { ...client.dispatched, ...passAddress(client) },
      { header, results: [] },
    );
    client.published = published.header;
  }

  /** Settles what was published; not every time is it the last that is heard of the client. */
  async settle(client = this.random.pick(this.clients.filter(({ published }) => published !== null))): Promise<void> {
    if (client?.published == null) return;
    const { listId, pass } = client.dispatched;
    const previous = await this.headerOf(listId, pass, pass.number - 1);
    const isHeld =
      (await this.redis.zscore(this.keys.slots(pass.identity, pass.lane), `${listId}~${spellPass(pass)}`)) !== null;
    const settled = await this.passes.settle(listId, pass, { now: client.published, previous });
    if (isHeld && settled !== 'cold')
      this.#takeBack(client.dispatched, client.published.remainder?.waiting.not_started ?? 0);
    if (settled === 'cold' || this.random.isIn(0.8)) remove(this.clients, client);
  }

  /** A client dies, before it published or after. */
  async crash(): Promise<void> {
    this.random.take(this.clients);
  }

  async loseJob(): Promise<void> {
    this.random.take(this.queue);
  }

  async handBack(): Promise<void> {
    const client = this.random.pick(this.clients.filter(({ published }) => published === null));
    if (client === undefined) return;
    await this.#giveBack(client.dispatched, this.random.isIn(0.5) ? 0 : Date.now() + 3_600_000);
    remove(this.clients, client);
  }

  /** A client that learns that it is not to go on leaves off; a late one does not ask. */
  async renew(): Promise<void> {
    const client = this.random.pick(this.clients);
    if (client === undefined) return;
    const renewed = await this.passes.renew(client.dispatched, this.random.below(30_000));
    if (renewed === 'stale' && client.published === null) remove(this.clients, client);
  }

  async letTimePass(): Promise<void> {
    const identity = this.random.pick(IDENTITIES) ?? IDENTITIES[0];
    for (const key of [this.keys.dispatched(identity), this.keys.parked(identity)]) await letTimePass(this.redis, key);
    const list = this.random.pick(this.lists);
    if (list !== undefined) await makeDue(this.redis, this.keys, list.id);
  }

  /** What answers have taught admission of a lane. */
  async learn(): Promise<void> {
    const [identity, lane] = [this.random.pick(IDENTITIES) ?? IDENTITIES[0], this.random.pick(LANES) ?? 'google'];
    await this.redis.hset(this.keys.laneState(identity, lane), { window: String(1 + this.random.next() * 4) });
  }

  async pause(): Promise<void> {
    const list = this.random.pick(this.openLists);
    if (list === undefined) return;
    list.hold = await writeControl(this.store, list.id, list.hold === 'paused' ? 'resume' : 'pause');
    await this.passes.hold(list.id, list.hold);
  }

  async end(): Promise<void> {
    const list = this.random.pick(this.openLists);
    if (list === undefined || !this.random.isIn(0.3)) return;
    if (this.random.isIn(0.5)) {
      list.hold = await writeControl(this.store, list.id, 'cancel');
      await this.passes.hold(list.id, list.hold);
      return;
    }
    list.isDeleted = true;
    await writeTombstone(this.store, list.id);
    await this.passes.forget(list.id);
    await deleteList(this.store, list.id);
  }

  /** One identity falls silent, and the other takes over what it has. */
  async handOver(): Promise<void> {
    const [silent, heir] = this.random.isIn(0.5) ? IDENTITIES : [IDENTITIES[1], IDENTITIES[0]];
    await this.redis.zadd(this.keys.identities, 'XX', 1, silent);
    const overdue = await readOverdue(this, silent);
    if ((await this.passes.handOver(silent, [heir], 60_000)) !== 'cold') {
      for (const each of overdue) this.#takeBack(each, each.pass.open);
    }
    await this.passes.heartbeat(silent, 'worker', CONNECTIONS);
  }

  async flush(): Promise<void> {
    if (!this.random.isIn(0.2)) return;
    await this.redis.flushall();
    this.fair.forget();
    this.isCold = true;
  }

  async recover(): Promise<void> {
    const { store, redis, keys, passes } = this;
    await recover({ store, redis, keys, passes }, { leaseMs: 0, say: () => {}, wait: async () => {} });
    if (this.isCold) for (const list of this.openLists) list.told = list.cuts.length;
    this.isCold = false;
  }

  /** What a pass published; null where it has not, or there is no such pass. */
  async headerOf(listId: string, { batch }: Pick<Pass, 'batch'>, number: number): Promise<ResultHeader | null> {
    if (number < 1) return null;
    const key = storeKeys.result(listId, batch, number);
    // Once there, it never changes.
    const header = this.#headers.get(key) ?? (await readHeader(this.store, key));
    if (header !== null) this.#headers.set(key, header);
    return header;
  }

  /** Some had no turn, the others wait for their time. */
  #waiting(count: number): { readonly greylisted: number; readonly not_started: number } {
    const unasked = this.random.isIn(0.5) ? this.random.below(count + 1) : 0;
    return { greylisted: count - unasked, not_started: unasked };
  }

  async #giveBack(dispatched: DispatchedPass, at: number): Promise<void> {
    if ((await this.passes.handBack(dispatched, at)) === 'held') this.#takeBack(dispatched, dispatched.pass.open);
  }

  #given({ listId, pass }: Pick<DispatchedPass, 'listId' | 'pass'>): Given {
    const list = this.lists.find(({ id }) => id === listId);
    if (list === undefined) throw new Error('A pass of no list');
    return { listId, pass, tenant: list.tenant.owner, weight: list.tenant.weight };
  }

  /** What a list that was deleted did not ask is nobody's. */
  #takeBack(dispatched: Pick<DispatchedPass, 'listId' | 'pass'>, unasked: number): void {
    const list = this.lists.find(({ id }) => id === dispatched.listId);
    if (list?.isDeleted === false) this.fair.takeBack(this.#given(dispatched), unasked);
  }

  async #openBefore(list: ModelList, pass: Pass): Promise<number> {
    const previous = await this.headerOf(list.id, pass, pass.number - 1);
    if (previous !== null) return countOf(previous.remainder?.waiting ?? {});
    const entry = batchesOf(list).find(({ id }) => JSON.stringify(id) === JSON.stringify(pass.batch));
    if (entry === undefined) throw new Error('A pass of no batch');
    return entry.addresses;
  }
}

function countOf(waiting: Readonly<Record<string, number>>): number {
  return Object.values(waiting).reduce((sum, count) => sum + count, 0);
}

function passAddress({ dispatched: { pass } }: Client) {
  return { batch: pass.batch, pass: pass.number };
}

function remove<T>(items: T[], item: T): void {
  const at = items.indexOf(item);
  if (at !== -1) items.splice(at, 1);
}
