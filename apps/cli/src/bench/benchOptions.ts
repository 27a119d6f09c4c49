import type { Lifetime } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface BenchOptions {
  /** `list`: the platform without the bare measures beside it. `lanes`: limits kept and used. `latency`: slow servers. */
  readonly what: 'all' | 'list' | 'lanes' | 'latency';
  readonly rows: number;
  readonly seed: number;
  readonly workers: number;
  /** Of one worker. */
  readonly connections: number;
  /** Minutes. */
  readonly deadline: number;
  /** Folder for CPU profiles of the workers. */
  readonly profile: string | null;
  readonly keep: boolean;
  readonly json: boolean;
}

/** What the parts of one run share. */
export interface BenchRun {
  readonly options: BenchOptions;
  /** Of this run alone. */
  readonly folder: string;
  readonly lifetime: Lifetime;
  readonly terminal: Terminal;
}
