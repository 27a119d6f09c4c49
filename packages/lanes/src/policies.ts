/** What one identity may ask of one lane. A session here is one transaction: MAIL, its RCPTs, RSET. */
export interface LanePolicy {
  /** Connections at once. */
  readonly connections: number;
  /** RCPTs a second, the catch-all question counted. */
  readonly rate: number;
  /** RCPTs that may come at once; at least `rcptsPerTransaction`, since a transaction takes its tokens together. */
  readonly burst: number;
  /** New connections a second; as many as `connections` may come at once. */
  readonly connectionRate: number;
  readonly rcptsPerTransaction: number;
  /** So many transactions of `rcptsPerTransaction` as fit in here share a connection. */
  readonly rcptsPerConnection: number;
  /** Whether a random address is asked for: `never` where no domain of the provider takes every address. */
  readonly catchAll: 'ask' | 'never';
  /** False where a 2xx to RCPT says nothing, so that nobody is asked. */
  readonly verifiable: boolean;
  /** Delays between the passes of a greylisted address, ms; null for those of the settings (`GREYLIST_DELAYS`). */
  readonly greylistDelaysMs: readonly number[] | null;
}

export interface ProviderPolicy extends LanePolicy {
  readonly id: string;
  /** Of MX host names, at a label boundary: `google.com` stands for itself and whatever ends in `.google.com`. */
  readonly suffixes: readonly string[];
  /** Where the numbers come from, and why these. */
  readonly source: string;
  /** The day the source was last looked at, `2026-11-20`. */
  readonly checked: string;
}

export interface LaneDefaults {
  readonly connections: number;
  /** RCPTs a second. */
  readonly rate: number;
}

/** The most one transaction may carry, whoever says otherwise: Stalwart hangs up after 5 unknown recipients. */
export const MOST_RCPTS_PER_TRANSACTION = 5;

/**
 * The policy of a lane that nobody wrote one for. 5 RCPTs a transaction and 10 a connection stay below what hangs up on
 * or slows a guesser: Postfix sleeps after 10 errors, Exim refuses after 10 RCPTs with fewer than half good.
 */
export function defaultPolicy({ connections, rate }: LaneDefaults): LanePolicy {
  return {
    connections,
    rate,
    burst: Math.max(MOST_RCPTS_PER_TRANSACTION, Math.ceil(rate / 4)),
    // At two RCPTs a connection (most domains are small) the RCPT rate is what binds.
    connectionRate: Math.max(1, rate / 2),
    rcptsPerTransaction: MOST_RCPTS_PER_TRANSACTION,
    rcptsPerConnection: 10,
    catchAll: 'ask',
    verifiable: true,
    greylistDelaysMs: null,
  };
}
