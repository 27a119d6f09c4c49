/** How long things take, in milliseconds. Short by default, so that whatever needs a retry can be seen in seconds. */
export interface Delays {
  /** Before every reply of every host, as a far-away server would: 0 for benchmarks of the client alone. */
  readonly latencyMs: number;
  /** A greylisted recipient passes when it is asked again after this long... */
  readonly greylistMs: number;
  /** ...and before this long; later, the first try is forgotten. */
  readonly greylistWindowMs: number;
  /** Before each reply of a tarpit. */
  readonly tarpitMs: number;
  /** Between two bytes of a server that drips. */
  readonly dripMs: number;
  readonly slowBannerMs: number;
  /** How long a postscreen listens for clients that talk before the banner. */
  readonly earlyTalkMs: number;
  /** How long after its first RCPT a host that warms up accepts every address. */
  readonly warmUpMs: number;
  /** RFC 5321 section 4.5.3.2.7 asks servers to wait five minutes for a command. */
  readonly idleMs: number;
}

export const DEFAULT_DELAYS: Delays = {
  latencyMs: 0,
  greylistMs: 300,
  greylistWindowMs: 3_600_000,
  tarpitMs: 200,
  dripMs: 5,
  slowBannerMs: 500,
  earlyTalkMs: 100,
  warmUpMs: 1_000,
  idleMs: 300_000,
};

export interface SandboxOptions {
  /** 0, the default, is a free port chosen by the system. */
  readonly dnsPort?: number;
  /** One port on all the loopback addresses of the mail hosts; 0, the default, is a free one. */
  readonly smtpPort?: number;
  readonly delays?: Partial<Delays>;
  /** Which hosts offer STARTTLS: those whose behaviour is about it (the default), all that speak SMTP, or none. */
  readonly tls?: 'some' | 'all' | 'none';
  /** Whether to count what is seen (default). Without it a benchmark measures the client alone. */
  readonly count?: boolean;
  /** Milliseconds from any fixed moment, never going back. */
  readonly now?: () => number;
}

/** What the behaviours of a running sandbox share. */
export interface Setting {
  readonly delays: Delays;
  readonly now: () => number;
}
