/** What a mail server does at one step of a conversation: what a behaviour gives back, and a connection carries out. */
export type Action =
  /** One reply; further lines are separated by CRLF and already carry their code. */
  | { readonly kind: 'reply'; readonly text: string; readonly close: boolean }
  /** Bytes as they stand. */
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** One byte at a time; `endless` starts over instead of ending. */
  | { readonly kind: 'drip'; readonly text: string; readonly endless: boolean }
  /** The same line until the client has had enough. */
  | { readonly kind: 'endless'; readonly line: string }
  /** Something else, later; what it is may depend on what happened meanwhile. */
  | { readonly kind: 'late'; readonly ms: number; readonly next: () => Action }
  /** One after the other. */
  | { readonly kind: 'sequence'; readonly actions: readonly Action[] }
  /** The reply to STARTTLS, then the handshake; `after` follows the reply in clear text, in the same packet. */
  | { readonly kind: 'secure'; readonly text: string; readonly handshake: 'works' | 'fails'; readonly after: string }
  /** Nothing, from here on. */
  | { readonly kind: 'silence' }
  /** FIN. */
  | { readonly kind: 'close' }
  /** RST. */
  | { readonly kind: 'reset' };

export const reply = (text: string): Action => ({ kind: 'reply', text, close: false });
export const hangUp = (text: string): Action => ({ kind: 'reply', text, close: true });
export const bytes = (content: string | Buffer): Action => ({ kind: 'bytes', bytes: Buffer.from(content) });
export const drip = (text: string): Action => ({ kind: 'drip', text, endless: false });
export const late = (ms: number, next: Action): Action => ({ kind: 'late', ms, next: () => next });
export const sequence = (...actions: readonly Action[]): Action => ({ kind: 'sequence', actions });
export const CLOSE: Action = { kind: 'close' };
export const RESET: Action = { kind: 'reset' };
export const SILENCE: Action = { kind: 'silence' };

/** Every line of a reply but the last has a hyphen after its code (RFC 5321 section 4.2.1). */
export function multiLine(code: number, lines: readonly string[]): string {
  return lines.map((line, index) => `${code}${index === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
}

/** The code of an action that begins with one at once; null where it is no reply, or comes later. */
export function codeOf(action: Action): number | null {
  const start = beginningOf(action);
  return /^\d{3}$/.test(start) ? Number(start) : null;
}

function beginningOf(action: Action): string {
  if (action.kind === 'reply' || action.kind === 'drip') return action.text.slice(0, 3);
  return action.kind === 'bytes' ? action.bytes.toString('latin1', 0, 3) : '';
}
