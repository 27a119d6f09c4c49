import { randomUUID } from 'node:crypto';
import { createKeys, type Keys, remember } from '@mailsift/hints';
import { Random, type TestRedis } from '@mailsift/testing';
import type { Redis } from 'ioredis';
import { expect } from 'vitest';
import type { AdmissionRequest } from '../admission/admission.ts';
import { scopesOf } from '../admission/scopes.ts';
import { expectRoomUsed, nowOf } from './admittedRightly.fixture.ts';
import { LEASE_MS, LOOK_MS, pickEnding, pickRequest } from './modelLimits.fixture.ts';
import { passTime } from './passTime.fixture.ts';
import { SimulatedProcess } from './simulatedProcess.fixture.ts';

const PROCESSES = 5;
/** Keys of settle.lua, by whose number its calls are told from the others'. */
const SETTLE_KEYS = 12;
const MOST_RECORDED = 100;
const CLOCK_BACK_MS = 5_000;
/** Of a lane without a state: FIRST_WINDOW of window.lua of hints. */
export const FIRST_WINDOW = 2;

export interface Grant {
  readonly lane: string;
  /** By the model's clock, ms; between these two. */
  readonly earliest: number;
  readonly latest: number;
}

/** Processes that share the real scripts on a real Redis, and whatever can happen to them. */
export class ModelWorld {
  readonly random: Random;
  readonly redis: Redis;
  readonly keys: Keys;
  readonly grants: Grant[] = [];
  processes: SimulatedProcess[] = [];
  /** When Redis lost its memory, by the model's clock; null while it has one. */
  coldSince: number | null = null;
  clockWasSetBack = false;
  /** By lease: the cuts of its lane before it was granted. */
  readonly #epochs = new Map<string, number>();
  readonly #recorded: (() => Promise<unknown>)[] = [];
  #passed = 0;

  constructor(redis: Redis, seed: number) {
    this.random = new Random(seed);
    this.redis = redis;
    this.keys = createKeys(`model-${randomUUID()}`);
  }

  static async start(server: TestRedis, seed: number): Promise<ModelWorld> {
    const world = new ModelWorld(server.client(), seed);
    await remember(world.redis, world.keys.generation);
    for (let count = 0; count < PROCESSES; count++) world.startProcess();
    return world;
  }

  /** Monotonic, ms: what has really gone by and what the model let go by. */
  readonly elapsed = (): number => performance.now() + this.#passed;

  startProcess(): SimulatedProcess {
    const { keys, elapsed } = this;
    const started = new SimulatedProcess({ redis: this.#recording(), keys, elapsed });
    this.processes.push(started);
    return started;
  }

  /** Does one thing that may happen now. */
  async step(): Promise<string> {
    const [name, act] = this.random.pick(ACTIONS) ?? ACTIONS[0];
    await act(this);
    return name;
  }

  /** Time goes by, in steps so short that every timer of a running process fires when it is due. */
  async passTime(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= LOOK_MS) {
      await passTime(this.redis, this.keys, LOOK_MS);
      this.#passed += LOOK_MS;
      for (const each of this.processes) each.look();
      await this.#answered();
    }
  }

  /** Time goes by while nobody holds a connection. */
  async skipTime(ms: number): Promise<void> {
    await passTime(this.redis, this.keys, ms);
    this.#passed += ms;
  }

  async admit(): Promise<void> {
    const asking = this.random.pick(this.running);
    if (asking === undefined) return;
    const request = pickRequest(this.random);
    const lane = `${request.identity.id}:${request.lane.lane}`;
    const earliest = this.elapsed();
    const asked = await nowOf(this.redis);
    const admitted = await asking.admit(request);
    await expectRoomUsed(this, request, { admitted, asked });
    if (admitted.granted) {
      // G6, G7: without its memory Redis grants nothing.
      expect(this.coldSince).toBeNull();
      this.grants.push({ lane, earliest, latest: this.elapsed() });
      this.#epochs.set(admitted.lease.id, await this.#epochOf(request));
    } else if (admitted.limit === 'lane_pace') {
      // G8: however far ahead the stored times are, a bucket is never more than one token short.
      expect(admitted.retryAt).toBeLessThanOrEqual(Math.ceil(1_000 / request.policy.connectionRate) + 1);
    } else {
      expect(admitted.limit === 'cold').toBe(this.coldSince !== null);
    }
  }

  async settle(): Promise<void> {
    const settling = this.random.pick(this.running.filter(({ open, lost }) => open.size + lost.length > 0));
    const socket = this.random.take([...(settling?.open ?? []), ...(settling?.lost ?? [])]);
    if (settling === undefined || socket === undefined) return;
    const { signal, lesson } = pickEnding(this.random);
    const before = await this.#epochOf(socket.request);
    await settling.settle(socket, signal, lesson);
    // One cut for a round trip: what was granted before a cut does not cut again.
    if ((await this.#epochOf(socket.request)) > before)
      expect(this.#epochs.get(socket.lease.id) ?? before).toBe(before);
  }

  /** A settle is told once more, by who died before it had the answer. G5: it raises nothing and frees nothing. */
  async repeat(): Promise<void> {
    const again = this.random.pick(this.#recorded);
    if (again === undefined) return;
    const [before, held] = [await this.#learnt(), await this.#counted()];
    await again();
    expect(await this.#counted()).toBe(held);
    for (const [key, { window, rate }] of await this.#learnt()) {
      // Where nothing was known any more, it may cut anew: that delays, and never admits too much.
      expect(window).toBeLessThanOrEqual(before.get(key)?.window ?? FIRST_WINDOW);
      expect(rate).toBeLessThanOrEqual(before.get(key)?.rate ?? 1);
    }
  }

  async lose(): Promise<void> {
    this.coldSince ??= this.elapsed();
    const names = await this.redis.keys(`${this.keys.prefix}:*`);
    if (names.length > 0) await this.redis.del(...names);
  }

  /** As recovery does it: only when no lease of before can still be held. */
  async recover(): Promise<void> {
    if (this.coldSince === null) return;
    const left = this.coldSince + LEASE_MS - this.elapsed();
    if (left > 0) await this.passTime(left);
    await remember(this.redis, this.keys.generation);
    this.coldSince = null;
  }

  async setClockBack(): Promise<void> {
    this.clockWasSetBack = true;
    await passTime(this.redis, this.keys, -CLOCK_BACK_MS);
  }

  /** A process dies while Redis answers it, or between two questions; another is started in its place. */
  async crash(): Promise<void> {
    const dying = this.random.pick(this.processes);
    if (dying === undefined) return;
    const asked = dying.state === 'running' && this.random.isIn(0.5) ? dying.admit(pickRequest(this.random)) : null;
    dying.crash();
    const admitted = await asked;
    if (admitted?.granted) expect(this.coldSince).toBeNull();
    this.processes = this.processes.filter((each) => each !== dying);
    this.startProcess();
  }

  get running(): readonly SimulatedProcess[] {
    return this.processes.filter(({ state }) => state === 'running');
  }

  pause(): void {
    this.random.pick(this.running)?.pause();
  }

  async resume(): Promise<void> {
    this.random.pick(this.processes.filter(({ state }) => state === 'paused'))?.resume();
    await this.#answered();
  }

  /** Commands of one connection are answered in their order: what was asked before is answered now. */
  async #answered(): Promise<void> {
    await this.redis.ping();
  }

  async #epochOf(request: AdmissionRequest): Promise<number> {
    return Number((await this.redis.hget(scopesOf(request, this.keys).state, 'epoch')) ?? 0);
  }

  async #learnt() {
    const names = await this.redis.keys(this.keys.laneState('*', '*'));
    const entries = names.map(async (name) => {
      const [window, rate] = await this.redis.hmget(name, 'window', 'rate');
      return [name, { window: Number(window), rate: Number(rate) }] as const;
    });
    return new Map(await Promise.all(entries));
  }

  /** Leases in all scopes together. */
  async #counted(): Promise<number> {
    const names = await this.redis.keys(this.keys.leases('*'));
    const sizes = await Promise.all(names.map((name) => this.redis.zcard(name)));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  #recording(): Redis {
    const evalsha = (...call: readonly unknown[]): Promise<unknown> => {
      const run = () => Reflect.apply(this.redis.evalsha, this.redis, call);
      if (call[1] === SETTLE_KEYS) this.#recorded.push(run);
      if (this.#recorded.length > MOST_RECORDED) this.#recorded.shift();
      return run();
    };
    return new Proxy(this.redis, {
      get(target, name) {
        if (name === 'evalsha') return evalsha;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }
}

type Action = readonly [name: string, act: (world: ModelWorld) => unknown];

const times = (count: number, action: Action): Action[] => Array.from({ length: count }, () => action);

const ACTIONS: readonly [Action, ...Action[]] = [
  ['admit', (world) => world.admit()],
  ...times(11, ['admit', (world) => world.admit()]),
  ...times(6, ['settle', (world) => world.settle()]),
  ...times(3, ['a second', (world) => world.passTime(LOOK_MS)]),
  ['half a lease', (world) => world.passTime(LEASE_MS / 2)],
  ...times(2, ['repeat', (world) => world.repeat()]),
  ['crash', (world) => world.crash()],
  ['pause', (world) => world.pause()],
  ...times(2, ['resume', (world) => world.resume()]),
  ['lose', (world) => (world.random.isIn(0.3) ? world.lose() : null)],
  ...times(2, ['recover', (world) => world.recover()]),
  ['clock back', (world) => (world.random.isIn(0.3) ? world.setClockBack() : null)],
];
