import { sanitise } from './sanitise.ts';

export interface ReplyLine {
  readonly code: number;
  readonly text: string;
}

export interface RawReply {
  /** The code of the last line: where lines differ, it decides. */
  readonly code: number;
  readonly lines: readonly ReplyLine[];
}

export type Parsed =
  | { readonly kind: 'more' }
  /** `rest` holds what came after the reply. Nobody asked for it. */
  | { readonly kind: 'reply'; readonly reply: RawReply; readonly rest: Buffer }
  | { readonly kind: 'broken'; readonly fault: 'garbage' | 'too_long'; readonly detail: string };

/** RFC 5321 section 4.5.3.1.5 gives a line 512 octets and says nothing of lines; real servers pass both limits by far less. */
const MAX_LINE_BYTES = 4096;
const MAX_LINES = 128;
const MAX_REPLY_BYTES = 65_536;

/** The first digit is 2 to 5 (RFC 5321 section 4.2.1); a bare code ends a reply as well. */
const LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/su;

const LF = 0x0a;
const CR = 0x0d;
const MORE: Parsed = { kind: 'more' };

/**
 * Takes the bytes of one connection in whatever pieces they come and gives whole replies, one at a time. A reply without
 * its line end is never one. Memory and work are bounded by the three limits above, whatever the server sends.
 */
export class ReplyParser {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #replyBytes = 0;
  #lines: ReplyLine[] = [];
  #broken: Parsed | null = null;

  /** Whether a part of a reply has come and waits for its end. */
  get isMidReply(): boolean {
    return this.#heldBytes > 0 || this.#lines.length > 0;
  }

  /** Takes the next bytes. After `broken` nothing is read any more: where the next reply starts is unknown. */
  push(chunk: Buffer): Parsed {
    if (this.#broken !== null) return this.#broken;
    let from = 0;
    while (from < chunk.length) {
      const end = chunk.indexOf(LF, from);
      const piece = chunk.subarray(from, end === -1 ? chunk.length : end);
      this.#replyBytes += piece.length + 1;
      if (this.#heldBytes + piece.length > MAX_LINE_BYTES) return this.#break('too_long', 'line too long');
      if (this.#replyBytes > MAX_REPLY_BYTES) return this.#break('too_long', 'reply too long');
      this.#hold(piece);
      if (end === -1) break;
      from = end + 1;
      const parsed = this.#endLine(chunk.subarray(from));
      if (parsed !== null) return parsed;
    }
    return MORE;
  }

  #endLine(rest: Buffer): Parsed | null {
    const line = this.#takeLine();
    const [, code, separator, text = ''] = LINE.exec(line) ?? [];
    if (code === undefined) return this.#break('garbage', `not a reply line: ${sanitise(line, 80)}`);
    this.#lines.push({ code: Number(code), text: sanitise(text.trim()) });
    if (separator !== '-') return this.#endReply(Number(code), rest);
    return this.#lines.length >= MAX_LINES ? this.#break('too_long', 'too many lines') : null;
  }

  #endReply(code: number, rest: Buffer): Parsed {
    const lines = this.#lines;
    this.#lines = [];
    this.#replyBytes = 0;
    return { kind: 'reply', reply: { code, lines }, rest };
  }

  #hold(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#held.push(piece);
    this.#heldBytes += piece.length;
  }

  #takeLine(): string {
    const [only] = this.#held;
    const bytes = this.#held.length === 1 && only !== undefined ? only : Buffer.concat(this.#held, this.#heldBytes);
    this.#held = [];
    this.#heldBytes = 0;
    return bytes.subarray(0, bytes.at(-1) === CR ? -1 : bytes.length).toString('utf8');
  }

  #break(fault: 'garbage' | 'too_long', detail: string): Parsed {
    this.#held = [];
    this.#lines = [];
    this.#broken = { kind: 'broken', fault, detail };
    return this.#broken;
  }
}
