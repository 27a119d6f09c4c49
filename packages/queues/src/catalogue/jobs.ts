import { listIdSchema, partitionSchema } from '@mailsift/lists';
import { z } from 'zod';
import { type DispatchedPass, parsePass, spellPass } from '../passes/pass.ts';

/** Payloads carry ids only; what they stand for is in the store. */
const listJob = z.object({ listId: listIdSchema });
const resolveJob = z.object({ listId: listIdSchema, partition: partitionSchema });
const checkJob = z.object({ checkId: z.uuid() });
const webhookJob = listJob;
const wakeJob = z.object({ identity: z.string() });
const probeJob = z
  .object({ listId: listIdSchema, pass: z.string(), dispatchNumber: z.int() })
  .transform(({ listId, pass, dispatchNumber }): DispatchedPass => ({ listId, pass: parsePass(pass), dispatchNumber }));

/** Queues that every worker serves, and what their jobs say. Long lists have their own: a short one never waits behind them. */
export const JOBS = {
  split: listJob,
  'split-long': listJob,
  resolve: resolveJob,
  'resolve-long': resolveJob,
  finish: listJob,
  'finish-long': listJob,
  check: checkJob,
  webhook: webhookJob,
  wake: wakeJob,
} as const;
export type JobName = keyof typeof JOBS;
export type JobData<Name extends JobName> = z.infer<(typeof JOBS)[Name]>;

/** By name, so that a name's parser is known to give that name's data. */
export const PARSERS: { readonly [Name in JobName]: (data: unknown) => JobData<Name> } = {
  split: listJob.parse,
  'split-long': listJob.parse,
  resolve: resolveJob.parse,
  'resolve-long': resolveJob.parse,
  finish: listJob.parse,
  'finish-long': listJob.parse,
  check: checkJob.parse,
  webhook: webhookJob.parse,
  wake: wakeJob.parse,
};

/** What is done to a list as a whole, or to a partition of it. */
export type ListStage = 'split' | 'resolve' | 'finish';

/** Uploads up to this many bytes are short lists: no stage of one takes longer than some seconds. */
const SHORT_UPLOAD = 1024 * 1024;

export function listQueue<Stage extends ListStage>(stage: Stage, uploadBytes: number): Stage | `${Stage}-long` {
  return uploadBytes <= SHORT_UPLOAD ? stage : `${stage}-long`;
}

/** One probe queue per identity: a pass goes to a worker that can speak as it. */
export function probeQueue(identity: string): string {
  return `probe-${identity}`;
}

export const PROBE_JOB = probeJob;

/** Real-time checks whose domain is one identity's to ask about: they never wait behind a list. */
export function checkQueue(identity: string): string {
  return `check-${identity}`;
}

export const CHECK_JOB = checkJob;

/** The dispatch number makes it new: an id that BullMQ still knows is silently not added again. */
export function probeJobOf({ listId, pass, dispatchNumber }: DispatchedPass) {
  const spelled = spellPass(pass);
  return { jobId: `${listId}~${spelled}~${dispatchNumber}`, data: { listId, pass: spelled, dispatchNumber } };
}
