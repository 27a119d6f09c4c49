import type { Enrich, Store } from '@mailsift/lists';
import type { ListControl, RealTimeChecks } from '@mailsift/queues';
import type { Logger, Settings } from '@mailsift/runtime';
import type { SharedCounts } from './access/rateLimit.ts';
import type { Operating } from './operating/operating.ts';
import type { Page } from './page/readPage.ts';
import type { OpenPartial } from './ports.ts';

export type ApiSettings = Pick<
  Settings,
  'host' | 'port' | 'apiKeys' | 'maxUploadSize' | 'apiRateLimit' | 'allowPrivateNetworks' | 'webhookSecret'
>;
export type ApiLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** What the handlers need. */
export interface ApiContext {
  readonly settings: ApiSettings;
  readonly store: Store;
  readonly control: ListControl;
  /** An existing folder on a local disk, for what is needed while a request lasts. */
  readonly scratch: string;
  readonly redisReady: () => Promise<boolean> | boolean;
  readonly log: ApiLog;
  /** Without it a running list cannot be downloaded. */
  readonly openPartial?: OpenPartial;
  /** Without it single addresses cannot be verified. */
  readonly checks?: RealTimeChecks;
  readonly enrich: Enrich;
  /** Without it each process counts the requests of a key by itself. */
  readonly sharedCounts?: SharedCounts;
  /** Without it lanes, queues and the numbers of workers are not shown. */
  readonly operating?: Operating;
  /** The web page; null where it was not built. */
  readonly page?: Page | null;
  readonly timing: ApiTiming;
}

/** Milliseconds. */
export interface ApiTiming {
  /** How often a list is looked at while somebody listens to its events. */
  readonly pollMs: number;
  /** How often an event stream says that it lives. */
  readonly heartbeatMs: number;
  /** A connection on which nothing moves for so long is closed. */
  readonly idleMs: number;
  /** How long a small body may take. */
  readonly bodyMs: number;
  /** How long answers may take to finish when the server closes. */
  readonly closeMs: number;
}

export const DEFAULT_TIMING: ApiTiming = {
  pollMs: 500,
  heartbeatMs: 15_000,
  idleMs: 60_000,
  bodyMs: 30_000,
  closeMs: 10_000,
};
