import { type Keys, loadScript, type Script } from '@mailsift/hints';
import { type BatchEntry, type Cut, type Hold, type ResultHeader, tallyFields } from '@mailsift/lists';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type DispatchedPass, firstPass, nextPass, type Pass, parsePass, spellPass } from './pass.ts';
import { templatesOf } from './templates.ts';

const shared = new URL('./shared.lua', import.meta.url);
const load = (name: string): Script => loadScript(shared, new URL(`./${name}.lua`, import.meta.url));
const holdScript = load('hold');
const publishScript = load('publish');
const settleScript = load('settle');
const handBackScript = load('handBack');
const beginScript = load('begin');
const dispatchScript = load('dispatch');
const forgetScript = load('forget');
const heartbeatScript = loadScript(new URL('./heartbeat.lua', import.meta.url));

const heldAnswer = z.enum(['cold', 'gone', 'held']);
const progressAnswer = z.enum(['cold', 'gone', 'complete', 'open']);
const handBackAnswer = z.enum(['cold', 'gone', 'held', 'stale']);
const beginAnswer = z.union([z.enum(['cold', 'stale', 'held']), z.int()]);
const dispatchAnswer = z.union([z.literal('cold'), z.array(z.string())]);

/** What a list is after a fact was counted: `complete` when nothing is left but to finish it. */
export type Progressed = z.infer<typeof progressAnswer>;
export type Begun = z.infer<typeof beginAnswer>;

const LIFETIME_MS = 30_000;
const WORKER_TTL_MS = 10_000;

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
  /** Makes a list known, or tells what its controls have come to. `gone`: not known, and not to be made so. */
  hold(listId: string, hold: Hold, known?: 'make_known'): Promise<z.infer<typeof heldAnswer>>;
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
  /** How often it was started without a clean end, this start counted; or why it must not start. */
  begin(dispatched: DispatchedPass): Promise<Begun>;
  renew(dispatched: DispatchedPass): Promise<Begun>;
  dispatch(identity: string, limits: DispatchLimits): Promise<'cold' | readonly DispatchedPass[]>;
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
  const begin = async ({ listId, pass, dispatchNumber }: DispatchedPass, how: 'start' | 'renew') =>
    beginAnswer.parse(await run(beginScript, [listId, spellPass(pass), dispatchNumber, lifetimeMs, how]));

  return {
    async hold(listId, hold, known) {
      return heldAnswer.parse(await run(holdScript, [listId, hold, known === undefined ? 0 : 1]));
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
      const next = remainder === null ? '' : spellPass(nextPass(pass));
      const fields = settleFields({ now, previous });
      const args = [listId, spellPass(pass), next, remainder?.at ?? 0, fields.length, ...fields.flat()];
      return progressAnswer.parse(await run(settleScript, args));
    },
    async handBack({ listId, pass, dispatchNumber }, at) {
      const args = [listId, spellPass(pass), dispatchNumber, Math.ceil(at)];
      return handBackAnswer.parse(await run(handBackScript, args));
    },
    begin: (dispatched) => begin(dispatched, 'start'),
    renew: (dispatched) => begin(dispatched, 'renew'),
    async dispatch(identity, { tailLane, tailConnections, defaultSlots, slots, most }) {
      const limits = [lifetimeMs, most, tailLane, tailConnections, defaultSlots, JSON.stringify(slots)];
      const answer = dispatchAnswer.parse(await run(dispatchScript, [identity, ...limits]));
      return answer === 'cold' ? 'cold' : readDispatched(answer);
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
  const add = (of: ResultHeader | null, sign: 1 | -1) => {
    for (const [reason, by] of Object.entries(of?.remainder?.waiting ?? {})) {
      waiting.set(reason, (waiting.get(reason) ?? 0) + sign * by);
    }
  };
  add(now, 1);
  add(previous, -1);
  const changed = [...waiting].filter(([, by]) => by !== 0);
  return [...tallyFields(now.tally), ...changed.map(([reason, by]) => [`w:${reason}`, by] as const)];
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
