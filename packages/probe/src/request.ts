import type { Admission, Candidate, CatchAllAnswer, CatchAllCache, LaneName, LanePolicy, Pace } from '@mailsift/lanes';
import type { Identity, SessionTimeouts, TranscriptLine } from '@mailsift/smtp';

/** The addresses of one domain that are to be asked about, and what is known of the domain. */
export interface ProbeRequest {
  readonly identity: Identity;
  readonly lane: LaneName;
  readonly policy: LanePolicy;
  /** In A-labels, lower case. */
  readonly domain: string;
  /** For whom: the owner of the list, id of an API key. Null, or left out, has no budget of its own. */
  readonly tenant?: string | null;
  /** Mail hosts, first choice first (`orderHosts`). */
  readonly candidates: readonly Candidate[];
  /** Where the last pass was asked to come back: this host is tried first, the others only where it is dead. */
  readonly sticky: Candidate | null;
  /** `local@domain` as it goes on the wire, all of this domain, each once. */
  readonly recipients: readonly string[];
  /** What is already known; null asks the cache, then the server, unless the policy says `never`. */
  readonly catchAll: CatchAllAnswer | null;
  /** Local part of the catch-all question (`randomLocalPart`): the same again on a retry. */
  readonly randomLocal: string;
  /** Epoch ms: no connection and no transaction is started after it. What has begun is finished. */
  readonly deadline: number;
  /** Ends every wait when the deadline has moved to now: what is not on the wire yet is then handed back at once. */
  readonly stop?: AbortSignal;
  /** Connections at once for this domain, 1 by default; never more than the policy or the number of recipients warrant. */
  readonly maxSessions?: number;
  /** How long the first connection may wait for its admission, 0 by default: then a denial hands everything back. */
  readonly admissionWaitMs?: number;
  /** Closes every socket at once. `abort({ faultKind })` names the fault, else it is `aborted`. */
  readonly signal?: AbortSignal;
  /** Told every line of every conversation. */
  readonly onLine?: (line: TranscriptLine) => void;
}

/** How sessions are held: the same for all requests of a process. */
export interface SessionSettings {
  readonly timeouts: SessionTimeouts;
  readonly port: number;
  readonly startTls: 'opportunistic' | 'never';
  readonly allowPrivate: boolean;
}

/** Waits so many ms, or until the signal is aborted; resolves in both cases. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** What a probe works with. For `check`, `withoutLimits` stands in for the first three. */
export interface ProbeServices {
  readonly admission: Pick<Admission, 'admit'>;
  readonly pace: Pace;
  readonly catchAllCache: CatchAllCache;
  readonly settings: SessionSettings;
  /** Epoch ms. */
  readonly now?: () => number;
  /** Monotonic, ms. */
  readonly elapsed?: () => number;
  readonly sleep?: Sleep;
}
