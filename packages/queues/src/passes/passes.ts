import { type Keys, loadScript, memoryScript, type Script, windowScript } from '@mailsift/hints';
import { type BatchEntry, type Cut, type Hold, type ResultHeader, tallyFields } from '@mailsift/lists';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type DispatchedPass, firstPass, nextPass, type Pass, parsePass, spellPass } from './pass.ts';
import { templatesOf } from './templates.ts';

const shared = new URL('./shared.lua', import.meta.url);
const turns = new URL('./turns.lua', import.meta.url);
const load = (name: string): Script =>
  loadScript(memoryScript, windowScript, shared, turns, new URL(`./${name}.lua`, import.meta.url));
const holdScript = load('hold');
const publishScript = load('publish');
const settleScript = load('settle');
const handBackScript = load('handBack');
const beginScript = load('begin');
const dispatchScript = load('dispatch');
const forgetScript = load('forget');
const handOverScript = load('handOver');
const heartbeatScript = loadScript(new URL('./heartbeat.lua', import.meta.url));

const heldAnswer = z.enum(['cold', 'gone', 'held']);
const progressAnswer = z.enum(['cold', 'gone', 'complete', 'open']);
const handBackAnswer = z.enum(['cold', 'gone', 'held', 'stale']);
const beginAnswer = z.union([z.enum(['cold', 'stale', 'held', 'first']), z.int()]);
const renewAnswer = z.union([beginAnswer, z.literal('yield')]);
const handOverAnswer = z.union([z.literal('cold'), z.int()]);
const dispatchAnswer = z.union([z.literal('cold'), z.array(z.string())]);

/** What a list is after a fact was counted: `complete` when nothing is left but to finish it. */
export type Progressed = z.infer<typeof progressAnswer>;
export type Begun = z.infer<typeof beginAnswer>;
/** `yield`: end early, to make room in the lane. */
export type Renewed = z.infer<typeof renewAnswer>;

/** A little longer than a lease: who lost sight of Redis has closed its connections by then. */
const LIFETIME_MS = 16_000;
const WORKER_TTL_MS = 10_000;
/** In one call. */
const MOST_HANDED_OVER = 1_000;

/** What a result file says at its head, and what the file of the pass before it said. */
export interface Headers {
  readonly now: ResultHeader;
  readonly previous: ResultHeader | null;
}

export interface SplitCounts {
  readonly partitions: number;
  readonly records: number;
  readonly empty: number;
}

/** Whose lists they are, and how much of a lane these get beside those of others. */
export interface Tenant {
  readonly owner: string;
  readonly weight: number;
}

export interface DispatchLimits {
  readonly tailLane: string;
  /** Connections that a pass of the tail lane uses. */
  readonly tailConnections: number;
  /** Passes at once in a lane, each of which uses one connection; for lanes that are not named. */
  readonly defaultSlots: number;
  readonly slots: Readonly<Record<string, number>>;
  /** Passes given out in one call. */
  readonly most: number;
}

/**
 * The scripts that move passes between pending, waiting, dispatched and settled. All but `forget` answer `cold` and do
 * nothing where Redis has lost its memory; all reject when Redis is away.
 */
export interface Passes {
  /** Makes an owner's list known, or tells what its controls have come to. `gone`: not known, and not to be made so. */
  hold(listId: string, hold: Hold, makeKnown?: Tenant): Promise<z.infer<typeof heldAnswer>>;
  /** `records`: rows that share the list's addresses; `empty`: rows without one, which are decided by that. */
  publishSplit(listId: string, split: SplitCounts): Promise<Progressed>;
  /** Makes the first pass of its batches pending, but for those that recovery knows to be settled. */
  publishCut(listId: string, name: string, cut: Cut, isSettled?: (entry: BatchEntry) => boolean): Promise<Progressed>;
  publishResolved(
    listId: string,
    partition: string,
    counts: { readonly records: number; readonly addresses: number },
  ): Promise<Progressed>;
  /** Counts a published pass once; `previous` is the pass before it. What it left waits for its time. */
  settle(listId: string, pass: Pass, headers: Headers): Promise<Progressed>;
  /** Gives back a pass that asked nobody, to start at `at` (epoch ms) or, with 0, when its turn comes again. */
  handBack(dispatched: DispatchedPass, at: number): Promise<z.infer<typeof handBackAnswer>>;
  /**
   * How often it was started without a clean end, this start counted; `first`: it is the first start of a list without
   * a verdict, which is to end after its first answers; or why it must not start.
   */
  begin(dispatched: DispatchedPass): Promise<Begun>;
  /** Tells that a pass that has run for so long (ms) lives still. */
  renew(dispatched: DispatchedPass, elapsedMs: number): Promise<Renewed>;
  dispatch(identity: string, limits: DispatchLimits): Promise<'cold' | readonly DispatchedPass[]>;
  /** Gives pending passes of an identity that has been silent to those that are there; answers how many. */
  handOver(identity: string, heirs: readonly string[], silentMs: number): Promise<'cold' | number>;
  forget(listId: string): Promise<void>;
  /** Says that a worker of an identity lives and how many connections it may open; to be repeated every few seconds. */
  heartbeat(identity: string, worker: string, connections: number): Promise<void>;
  /** Takes a worker out of the count, at once instead of when its heartbeat has expired. */
  signOff(identity: string, worker: string): Promise<void>;
}

export interface PassesOptions {
  /** The key without which the scripts do nothing: recovery has one of its own, to say again what the store knows. */
  readonly generation?: string;
  /** After this, a pass that nobody renews is given to somebody else. */
  readonly lifetimeMs?: number;
}

export function createPasses(redis: Redis, keys: Keys, options: PassesOptions = {}): Passes {
  const { generation = keys.generation, lifetimeMs = LIFETIME_MS } = options;
  const templates = templatesOf(keys);
  const run = (script: Script, args: readonly (string | number)[]) =>
    script.run(redis, [generation], [templates, ...args]);
  const publish = async (listId: string, fact: string, fields: Fields, passes: readonly string[] = []) =>
    progressAnswer.parse(await run(publishScript, [listId, fact, fields.length, ...fields.flat(), ...passes]));
  const begin = ({ listId, pass, dispatchNumber }: DispatchedPass, how: 'start' | 'renew', elapsedMs: number) =>
    run(beginScript, [listId, spellPass(pass), dispatchNumber, lifetimeMs, how, Math.floor(elapsedMs)]);

  return {
    async hold(listId, hold, makeKnown) {
      return heldAnswer.parse(await run(holdScript, [listId, hold, makeKnown?.owner ?? '', makeKnown?.weight ?? 1]));
    },
    publishSplit: (listId, { partitions, records, empty }) =>
      publish(listId, 'split', [
        ['partitions', partitions],
        ['records', records],
        ['rows', empty],
        ['s:failed', empty],
        ['e:invalid_syntax', empty],
      ]),
    publishCut(listId, name, { entries, tally }, isSettled = () => false) {
      const open = entries.filter((entry) => !isSettled(entry));
      return publish(
        listId,
        name,
        cutFields(entries, tally),
        open.map((entry) => spellPass(firstPass(entry))),
      );
    },
    publishResolved: (listId, partition, { records, addresses }) =>
      publish(listId, `resolved:${partition}`, [
        ['resolved', 1],
        ['resolvedRecords', records],
        ['unique', addresses],
      ]),
    async settle(listId, pass, { now, previous }) {
      const { remainder } = now;
      // Greylisting knows who asked: where another identity had taken the pass over too, that is who published.
      const next = remainder === null ? '' : spellPass({ ...nextPass(pass, remainder), identity: now.identity });
      const unasked = remainder?.waiting.not_started ?? 0;
      const fields = settleFields({ now, previous });
      const args = [listId, spellPass(pass), next, remainder?.at ?? 0, unasked, fields.length, ...fields.flat()];
      return progressAnswer.parse(await run(settleScript, args));
    },
    async handBack({ listId, pass, dispatchNumber }, at) {
      const args = [listId, spellPass(pass), dispatchNumber, Math.ceil(at)];
      return handBackAnswer.parse(await run(handBackScript, args));
    },
    begin: async (dispatched) => beginAnswer.parse(await begin(dispatched, 'start', 0)),
    renew: async (dispatched, elapsedMs) => renewAnswer.parse(await begin(dispatched, 'renew', elapsedMs)),
    async dispatch(identity, { tailLane, tailConnections, defaultSlots, slots, most }) {
      const limits = [lifetimeMs, most, tailLane, tailConnections, defaultSlots, JSON.stringify(slots)];
      const answer = dispatchAnswer.parse(await run(dispatchScript, [identity, ...limits]));
      return answer === 'cold' ? 'cold' : readDispatched(answer);
    },
    async handOver(identity, heirs, silentMs) {
      return handOverAnswer.parse(await run(handOverScript, [identity, silentMs, MOST_HANDED_OVER, ...heirs]));
    },
    async forget(listId) {
      await forgetScript.run(redis, [], [templates, listId]);
    },
    async heartbeat(identity, worker, connections) {
      const scriptKeys = [keys.workers(identity), keys.workerConnections(identity), keys.identities];
      await heartbeatScript.run(redis, scriptKeys, [worker, WORKER_TTL_MS, connections, identity]);
    },
    async signOff(identity, worker) {
      await redis.multi().zrem(keys.workers(identity), worker).hdel(keys.workerConnections(identity), worker).exec();
    },
  };
}

type Fields = readonly (readonly [field: string, by: number])[];

/** What publishing a cut counts: its addresses, those of each lane, and what it decided itself. */
export function cutFields(entries: Cut['entries'], tally: Cut['tally']): Fields {
  const lanes = new Map<string, number>();
  let addresses = tally.done;
  for (const entry of entries) {
    addresses += entry.addresses;
    lanes.set(entry.lane, (lanes.get(entry.lane) ?? 0) + entry.addresses);
  }
  return [
    ['addresses', addresses],
    ...tallyFields(tally),
    ...[...lanes].map(([lane, by]) => [`l:${lane}`, by] as const),
  ];
}

/** What settling a pass counts: its verdicts, and how many wait for what instead of what the pass before left waiting. */
export function settleFields({ now, previous }: Headers): Fields {
  const waiting = new Map<string, number>();
  let inLane = 0;
  const add = (of: ResultHeader | null, sign: 1 | -1) => {
    for (const [reason, by] of Object.entries(of?.remainder?.waiting ?? {})) {
      waiting.set(reason, (waiting.get(reason) ?? 0) + sign * by);
      // Who had no turn waits for its turn, not for a time.
      if (reason !== 'not_started') inLane += sign * by;
    }
  };
  add(now, 1);
  add(previous, -1);
  const changed = [...waiting].filter(([, by]) => by !== 0);
  return [
    ...tallyFields(now.tally),
    ...changed.map(([reason, by]) => [`w:${reason}`, by] as const),
    [`d:${now.lane}`, now.tally.done],
    [`v:${now.lane}`, inLane],
  ];
}

function readDispatched(answer: readonly string[]): readonly DispatchedPass[] {
  const dispatched: DispatchedPass[] = [];
  for (let index = 0; index + 1 < answer.length; index += 2) {
    const [member = '', dispatchNumber] = [answer[index], Number(answer[index + 1])];
    const split = member.indexOf('~');
    dispatched.push({ listId: member.slice(0, split), pass: parsePass(member.slice(split + 1)), dispatchNumber });
  }
  return dispatched;
}
