import type { Admission, Admitted } from '@mailsift/lanes';
import type { AddressResult } from '@mailsift/lists';
import type { Cause } from '@mailsift/verdict';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What a worker counts of its own work. */
export interface WorkerMetrics {
  /** Runs the work of a stage and notes how long it took and whether it failed. */
  timed<T>(stage: Stage, work: () => Promise<T>): Promise<T>;
  /** What a pass or a check published. */
  published(results: readonly AddressResult[]): void;
  /** Counts what is asked for, and what became of it. */
  counted(admission: Admission): Admission;
  /** As prom-client's registry gives them; every number carries the worker. */
  read(): Promise<readonly object[]>;
}

export type Stage = 'split' | 'resolve' | 'probe' | 'finish' | 'check' | 'webhook';

/** What is about us, not about a mailbox: what an operator looks at first. */
const REFUSALS: ReadonlySet<Cause> = new Set([
  'blocked',
  'rate_limited',
  'policy',
  'sender_rejected',
  'relay_denied',
  'auth_required',
  'tls_required',
]);

/** Seconds: from an admission to the longest list. */
const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 180, 600, 3_600];

export function createWorkerMetrics(worker: string): WorkerMetrics {
  const registry = new Registry();
  registry.setDefaultLabels({ worker });
  collectDefaultMetrics({ register: registry, prefix: 'mailsift_worker_' });
  const registers = [registry];
  const verdicts = new Counter({
    name: 'mailsift_verdicts_total',
    help: 'Verdicts published, by status and event',
    labelNames: ['status', 'event'],
    registers,
  });
  const retries = new Counter({
    name: 'mailsift_retries_total',
    help: 'Addresses put off, by reason',
    labelNames: ['reason'],
    registers,
  });
  const refusals = new Counter({
    name: 'mailsift_refusals_total',
    help: 'Replies about us and not about a mailbox, by cause',
    labelNames: ['cause'],
    registers,
  });
  const admissions = new Counter({
    name: 'mailsift_admissions_total',
    help: 'Connections asked for: granted, or the limit that forbade one',
    labelNames: ['outcome'],
    registers,
  });
  const stages = new Histogram({
    name: 'mailsift_stage_seconds',
    help: 'How long the jobs of a stage take',
    labelNames: ['stage', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  return {
    async timed(stage, work) {
      const end = stages.startTimer({ stage });
      try {
        const result = await work();
        end({ outcome: 'done' });
        return result;
      } catch (error) {
        end({ outcome: 'failed' });
        throw error;
      }
    },
    published(results) {
      for (const { status, event, cause, retry } of results) {
        if (cause !== null && REFUSALS.has(cause)) refusals.inc({ cause });
        if (retry === null) verdicts.inc({ status, event });
        else retries.inc({ reason: retry.reason });
      }
    },
    counted: (admission) => ({
      ...admission,
      async admit(request) {
        const admitted = await admission.admit(request);
        admissions.inc({ outcome: outcomeOf(admitted) });
        return admitted;
      },
    }),
    read: () => registry.getMetricsAsJSON(),
  };
}

function outcomeOf(admitted: Admitted): string {
  return admitted.granted ? 'granted' : admitted.limit;
}
