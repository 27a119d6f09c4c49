import type { BullQueue, PublishedMetrics, QueueDepths } from '@mailsift/queues';

/** A lane that refused us, as an operator sees it. Times are epoch ms. */
export interface LaneReport {
  readonly identity: string;
  readonly lane: string;
  readonly state: 'resting' | 'probing' | 'slowed' | 'recovered';
  readonly signal: 'blocked' | 'throttled';
  readonly code: number | null;
  /** Local parts are masked. */
  readonly reply: string;
  readonly since: number;
  readonly last: number;
  readonly count: number;
  readonly until: number | null;
  readonly connections: { readonly held: number; readonly permitted: number | null };
  readonly rate: number;
}

/** What the operator is shown. All reject when Redis is away. */
export interface Operating {
  depths(): Promise<QueueDepths>;
  lanes(): Promise<readonly LaneReport[]>;
  workers(): Promise<readonly PublishedMetrics[]>;
  queues(): Promise<readonly BullQueue[]>;
}
