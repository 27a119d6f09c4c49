import type { Keys } from '@mailsift/hints';
import { type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { DispatchedPass } from '../passes/pass.ts';
import { checkQueue, JOBS, type JobName, listQueue, probeJobOf, probeQueue } from './jobs.ts';

/** The length of its upload, bytes, decides whether it waits among the short lists or the long ones. */
export interface ListToDo {
  readonly id: string;
  readonly upload: { readonly bytes: number };
}

export interface CatalogueOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly onError: (error: unknown) => void;
}

/**
 * Puts jobs into queues. Adding one that is there already does nothing, so that the reconciler may add what ought to be
 * there as often as it likes. All methods reject when Redis is away.
 */
export interface Catalogue {
  addSplit(list: ListToDo): Promise<void>;
  addResolve(list: ListToDo, partition: string): Promise<void>;
  addFinish(list: ListToDo): Promise<void>;
  addProbes(identity: string, passes: readonly DispatchedPass[]): Promise<void>;
  /** A real-time check, for whichever worker is first. One of a group comes after those that somebody waits for alone. */
  addCheck(checkId: string, ofGroup?: boolean): Promise<void>;
  /** One that is an identity's, to be asked at a time (epoch ms; 0: now). `run` counts its runs. */
  addCheckAs(
    identity: string,
    check: { readonly checkId: string; readonly run: number; readonly at: number },
  ): Promise<void>;
  /** Real-time checks that no worker has taken yet. */
  countChecks(): Promise<number>;
  /** Has the webhook of a list sent for the nth time, from 0. */
  addWebhook(listId: string, attempt: number): Promise<void>;
  /** Has passes dispatched at a time (epoch ms): when one of them may start. */
  addWake(identity: string, at: number): Promise<void>;
  /** Deletes what BullMQ keeps of past jobs, for listeners that we do not have: ids of lists are in it. */
  forgetEvents(): Promise<void>;
  /** The queues there are with these identities. */
  all(identities: readonly string[]): readonly BullQueue[];
  /** Jobs by queue and state. */
  depths(identities: readonly string[]): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
  close(): Promise<void>;
}

/** What BullMQ's own tools take. Everybody else adds jobs through the catalogue. */
export type BullQueue = Queue;

const STATES = ['waiting', 'prioritized', 'active', 'delayed', 'failed'] as const;

/** Jobs leave nothing behind: a finished or failed one may be added again under its id at once. */
const DEFAULTS: JobsOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: true,
};

export function createCatalogue({ redis, keys, onError }: CatalogueOptions): Catalogue {
  const queues = new Map<string, Queue>();
  const queue = (name: string): Queue => {
    const known = queues.get(name);
    if (known !== undefined) return known;
    const made = new Queue(name, {
      connection: redis,
      prefix: keys.bull,
      defaultJobOptions: DEFAULTS,
      streams: { events: { maxLen: 100 } },
      skipMetasUpdate: false,
    });
    made.on('error', onError);
    queues.set(name, made);
    return made;
  };
  const add = async (name: JobName, jobId: string, data: unknown, options: JobsOptions = {}) => {
    await queue(name).add(name, JOBS[name].parse(data), { ...options, jobId });
  };
  const all = (identities: readonly string[]) => {
    const own = identities.flatMap((identity) => [probeQueue(identity), checkQueue(identity)]);
    return [...Object.keys(JOBS), ...own].map(queue);
  };
  return {
    addSplit: ({ id, upload }) => add(listQueue('split', upload.bytes), id, { listId: id }),
    addResolve: ({ id, upload }, partition) =>
      add(listQueue('resolve', upload.bytes), `${id}~${partition}`, { listId: id, partition }),
    addFinish: ({ id, upload }) => add(listQueue('finish', upload.bytes), id, { listId: id }),
    async addProbes(identity, passes) {
      if (passes.length === 0) return;
      const jobs = passes.map(probeJobOf);
      // One attempt: a pass that fails is dispatched anew, with a new number, when its deadline has passed.
      const options = { attempts: 1 };
      await queue(probeQueue(identity)).addBulk(
        jobs.map(({ jobId, data }) => ({ name: 'probe', data, opts: { ...options, jobId } })),
      );
    },
    // Jobs without a priority come before those with one.
    addCheck: (checkId, ofGroup = false) => add('check', checkId, { checkId }, ofGroup ? { priority: 1 } : {}),
    async addCheckAs(identity, { checkId, run, at }) {
      const options = { jobId: `${checkId}~${run}`, delay: Math.max(0, at - Date.now()) };
      await queue(checkQueue(identity)).add('check', { checkId }, options);
    },
    countChecks: () => queue('check').getJobCountByTypes('waiting', 'prioritized'),
    addWebhook: (listId, attempt) => add('webhook', `${listId}~${attempt}`, { listId }),
    async addWake(identity, at) {
      // Wakes of one second are one job.
      const second = Math.ceil(at / 1_000);
      const delay = Math.max(0, second * 1_000 - Date.now());
      await add('wake', `${identity}~${second}`, { identity }, { delay });
    },
    async forgetEvents() {
      const identities = await redis.zrange(keys.identities, '0', '-1');
      const names = [...Object.keys(JOBS), ...identities.flatMap((id) => [probeQueue(id), checkQueue(id)])];
      for (const name of names) await queue(name).trimEvents(0);
    },
    all,
    async depths(identities) {
      const counts = all(identities).map(async (each) => [each.name, await each.getJobCounts(...STATES)] as const);
      return Object.fromEntries(await Promise.all(counts));
    },
    async close() {
      await Promise.all([...queues.values()].map((each) => each.close()));
    },
  };
}
