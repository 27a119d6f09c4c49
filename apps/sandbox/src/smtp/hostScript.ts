import type { Setting } from '../options.ts';
import type { Action } from './action.ts';

/** Where a behaviour may step in; whatever it leaves alone is answered as a friendly server would. */
export type Step = 'banner' | 'ehlo' | 'helo' | 'starttls' | 'mail' | 'rcpt';

export interface Recipient {
  /** As on the wire. */
  readonly local: string;
  /** In lower case. */
  readonly domain: string;
  readonly address: string;
}

/** What a host knows at one step. */
export interface Turn {
  /** The client's IP address. */
  readonly client: string;
  /** Connections this client has open to this host, this one included. */
  readonly connections: number;
  readonly ehlo: string | null;
  readonly sender: string | null;
  readonly recipient: Recipient | null;
  readonly secured: boolean;
  /** Whether bytes came before the banner was written (RFC 5321 section 3.1 has the client wait for it). */
  readonly talkedEarly: boolean;
  /** RCPT commands of this connection, this one included. */
  readonly rcpts: number;
  /** Those of them that were refused for good. */
  readonly badRcpts: number;
  /** RCPT commands accepted in this transaction. */
  readonly accepted: number;
}

/** An action, or a choice of one; null leaves the step to the friendly server. */
export type StepRule = Action | ((turn: Turn) => Action | null);

export interface HostScript {
  readonly on?: Partial<Record<Step, StepRule>>;
  /** `offered` is a STARTTLS that works, unless `on.starttls` says otherwise. */
  readonly startTls?: 'offered';
  /** EHLO keywords besides those of every host. */
  readonly extensions?: readonly string[];
  /** How every reply is delivered. */
  readonly manner?: 'tarpit' | 'drip' | 'bare_lf';
}

/** Makes a host's script, with the memory it needs; called again when the sandbox is reset. */
export type ScriptMaker = (setting: Setting) => HostScript;
