import type { Download, DownloadOptions, Manifest } from '@mailsift/lists';

export type DownloadRequest = Pick<DownloadOptions, 'filter' | 'format' | 'safe'>;

/** A running list as it is now, undecided rows `pending`; null while its file was not read to the end yet. */
export type OpenPartial = (manifest: Manifest, request: DownloadRequest) => Promise<Download | null>;

/** A result as DESIGN section 5 names its fields; null is what nobody knows yet. */
export interface VerifiedAddress {
  readonly email: string;
  readonly status: 'passed' | 'failed' | 'unknown' | 'pending';
  readonly event: string | null;
  readonly details: string;
  readonly emailSuggested: string | null;
  readonly mailbox: string;
  readonly domain: string;
  readonly isDisposable: boolean | null;
  readonly isFreeService: boolean | null;
  readonly isRoleAccount: boolean | null;
  readonly isGibberish: boolean | null;
  readonly mxEnrichment: {
    readonly mxHost: string | null;
    readonly mxIp: string | null;
    readonly mxGeo: string | null;
    readonly mxCity: string | null;
    readonly mxIsp: string | null;
  };
  readonly cause: string | null;
  readonly rule: string | null;
  readonly smtp: {
    readonly stage: string;
    readonly code: number | null;
    readonly enhancedCode: string | null;
    readonly reply: string | null;
    readonly tls: boolean;
  } | null;
  readonly attempts: number;
  /** ISO 8601. */
  readonly verifiedAt: string | null;
  /** Seconds. */
  readonly execution: number;
}

export interface VerifyRequest {
  readonly owner: string;
  readonly email: string;
  /** Past it the answer is `pending`. */
  readonly timeoutMs: number;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

/** `pending` carries the id to ask again with. */
export type Verification =
  | { readonly kind: 'result'; readonly result: VerifiedAddress }
  | { readonly kind: 'pending'; readonly id: string };

/** Verifies one address through the same workers as lists. */
export type VerifyAddress = (request: VerifyRequest) => Promise<Verification>;

/** What became of a verification that was `pending`; null: unknown, or another owner's. */
export type FindVerification = (owner: string, id: string) => Promise<Verification | null>;
