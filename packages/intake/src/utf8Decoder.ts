import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from './windows1252.ts';

/** A decoder that is fed a file piece by piece. */
export interface StreamDecoder {
  decode(bytes: Buffer): string;
  /** What was held back for lack of its end. */
  end(): string;
}

/**
 * UTF-8 in which a byte that is no part of a valid sequence is read as windows-1252 instead of failing the list: one
 * old export pasted into a file of millions is what users have, and nothing of theirs may be lost or replaced. Which
 * character a byte becomes depends on the bytes after it only, never on where the pieces are cut.
 */
export function createUtf8Decoder(): StreamDecoder {
  let held: Buffer = Buffer.alloc(0);
  return {
    decode(bytes) {
      const all = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const whole = all.length - unfinishedTail(all);
      held = Buffer.from(all.subarray(whole));
      return decodeWhole(all.subarray(0, whole));
    },
    end() {
      const rest = held;
      held = Buffer.alloc(0);
      return decodeWhole(rest);
    },
  };
}

function decodeWhole(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : repair(bytes).text;
}

export interface Repaired {
  readonly text: string;
  /** Valid sequences of more than one byte. */
  readonly valid: number;
  /** Bytes that were read as windows-1252. */
  readonly invalid: number;
}

export function repair(bytes: Buffer): Repaired {
  const parts: string[] = [];
  let valid = 0;
  let invalid = 0;
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      valid += length > 1 ? 1 : 0;
      at += length;
      continue;
    }
    parts.push(bytes.toString('utf8', from, at), decodeWindows1252(bytes.subarray(at, at + 1)));
    invalid++;
    at++;
    from = at;
  }
  parts.push(bytes.toString('utf8', from));
  return { text: parts.join(''), valid, invalid };
}

/** How many bytes at the end are the start of a sequence whose rest is still to come: 0 to 3. */
export function unfinishedTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    if (sequenceLength(bytes, bytes.length - back) === UNFINISHED) return back;
  }
  return 0;
}

const INVALID = 0;
const UNFINISHED = -1;

/** Length of the well-formed sequence at `at` (Unicode 16, table 3-7), or INVALID, or UNFINISHED at the end of `bytes`. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return INVALID;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let step = 1; step < length; step++) {
    const byte = bytes[at + step];
    if (byte === undefined) return UNFINISHED;
    const low = step === 1 ? lowestSecond(lead) : 0x80;
    const high = step === 1 ? highestSecond(lead) : 0xbf;
    if (byte < low || byte > high) return INVALID;
  }
  return length;
}

function lowestSecond(lead: number): number {
  if (lead === 0xe0) return 0xa0;
  return lead === 0xf0 ? 0x90 : 0x80;
}

function highestSecond(lead: number): number {
  if (lead === 0xed) return 0x9f;
  return lead === 0xf4 ? 0x8f : 0xbf;
}
