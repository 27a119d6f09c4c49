import { isAscii, isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import { ENCODINGS, type Encoding } from './listFormat.ts';
import { type IntakeProblem, notText } from './problems.ts';
import { repair, unfinishedTail } from './utf8Decoder.ts';

export type SniffedEncoding =
  | { readonly ok: true; readonly encoding: Encoding; readonly bom: boolean }
  | { readonly ok: false; readonly problem: IntakeProblem };

const SAVE_AS_CSV = 'Save the sheet as CSV (UTF-8) and upload that file.';
const NOT_A_LIST = 'Upload a CSV, TSV or plain text file.';

/** First bytes of files that people upload by mistake. */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly message: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    message: `This is an Excel workbook (.xlsx) or another zip archive, not text. ${SAVE_AS_CSV}`,
  },
  { bytes: [0x50, 0x4b, 0x05, 0x06], message: `This is an empty zip archive, not text. ${NOT_A_LIST}` },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], message: `This is an old Office document (.xls), not text. ${SAVE_AS_CSV}` },
  { bytes: [0x1f, 0x8b], message: 'This is a gzip file (.gz). Unpack it, or upload it under a name that ends in .gz.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], message: `This is a PDF document, not text. ${NOT_A_LIST}` },
  { bytes: [0x47, 0x49, 0x46, 0x38], message: `This is a GIF picture, not text. ${NOT_A_LIST}` },
  { bytes: [0x89, 0x50, 0x4e, 0x47], message: `This is a PNG picture, not text. ${NOT_A_LIST}` },
  { bytes: [0xff, 0xd8, 0xff], message: `This is a JPEG picture, not text. ${NOT_A_LIST}` },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], message: `This is a 7z archive, not text. ${NOT_A_LIST}` },
  { bytes: [0x52, 0x61, 0x72, 0x21], message: `This is a RAR archive, not text. ${NOT_A_LIST}` },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], message: `This is a Zstandard file (.zst). Unpack it first. ${NOT_A_LIST}` },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], message: `This is an xz file. Unpack it first. ${NOT_A_LIST}` },
];

const BOMS: readonly { readonly bytes: readonly number[]; readonly encoding: Encoding }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** Known binary, byte order mark, NULs of UTF-16, strict UTF-8, mostly UTF-8, then chardet's best guess. */
export function sniffEncoding(head: Buffer, complete: boolean): SniffedEncoding {
  const binary = MAGIC.find((magic) => startsWith(head, magic.bytes));
  if (binary !== undefined) return { ok: false, problem: notText(binary.message) };
  const mark = BOMS.find((bom) => startsWith(head, bom.bytes));
  if (mark !== undefined) return { ok: true, encoding: mark.encoding, bom: true };
  const wide = sniffUtf16(head);
  if (wide !== null) return { ok: true, encoding: wide, bom: false };
  if (!isMostlyText(head)) {
    return { ok: false, problem: notText(`The file is binary data, not text. ${NOT_A_LIST}`) };
  }
  return { ok: true, encoding: sniffBytes(head, complete), bom: false };
}

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}

/** Addresses and delimiters are ASCII, so in UTF-16 every other byte of a good part of the file is NUL. */
const UTF16_NUL_SHARE = 0.3;

function sniffUtf16(head: Buffer): Encoding | null {
  const nuls = [0, 0];
  for (let at = 0; at < head.length; at++) {
    if (head[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  const enough = (head.length / 2) * UTF16_NUL_SHARE;
  if (odd >= enough && odd > even * 10) return 'utf-16le';
  if (even >= enough && even > odd * 10) return 'utf-16be';
  return null;
}

/** Control characters beyond these shares are no text's. A few NULs are: fixed-width exports pad with them. */
const NUL_SHARE = 0.01;
const CONTROL_SHARE = 0.05;

function isMostlyText(head: Buffer): boolean {
  let nuls = 0;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) nuls++;
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) controls++;
  }
  return nuls <= Math.max(1, head.length * NUL_SHARE) && controls <= Math.max(1, head.length * CONTROL_SHARE);
}

/** Valid sequences for each broken one from which a file is UTF-8 with damage, and nothing else. */
const MOSTLY = 10;

function sniffBytes(head: Buffer, complete: boolean): Encoding {
  const whole = complete ? head : head.subarray(0, head.length - unfinishedTail(head));
  if (isUtf8(whole)) return 'utf-8';
  const { valid, invalid } = repair(whole);
  return valid >= invalid * MOSTLY ? 'utf-8' : guess(whole);
}

const GUESS_LENGTH = 64 * 1024;

/** What Western files are, and what chardet's rarer guesses must beat by this margin (its confidence is 0 to 100). */
const WESTERN: Encoding = 'windows-1252';
const MARGIN = 15;

/** Fewer bytes above ASCII than these tell no language: some accents, quotes or a euro sign, so most likely Western. */
const LEAST_EVIDENCE = 12;

function guess(head: Buffer): Encoding {
  const cells = foreignCells(head);
  if (cells.filter((byte) => byte > 0x7f).length < LEAST_EVIDENCE) return WESTERN;
  const matches = analyse(cells).flatMap(({ name, confidence }) => {
    const encoding = encodingOf(name);
    return encoding === null || encoding.startsWith('utf') ? [] : [{ encoding, confidence }];
  });
  const western = matches.find(({ encoding }) => encoding === WESTERN)?.confidence ?? 0;
  const [best] = matches;
  return best !== undefined && best.confidence >= western + MARGIN ? best.encoding : WESTERN;
}

/** LF, CR, comma, semicolon, tab: in none of the encodings part of another character. */
const CELL_ENDS = new Set([0x0a, 0x0d, 0x2c, 0x3b, 0x09]);

/**
 * The cells that hold bytes above ASCII: a late accent is seen as well as an early one, and the addresses, ASCII all of
 * them, do not drown the names that tell the language.
 */
function foreignCells(head: Buffer): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  let from = 0;
  for (let at = 0; at <= head.length && size < GUESS_LENGTH; at++) {
    if (at < head.length && !CELL_ENDS.has(head[at] ?? 0)) continue;
    const cell = head.subarray(from, Math.min(at + 1, from + GUESS_LENGTH));
    from = at + 1;
    if (isAscii(cell)) continue;
    parts.push(cell);
    size += cell.length;
  }
  return Buffer.concat(parts);
}

function encodingOf(name: string): Encoding | null {
  const label = name.toLowerCase();
  // ISO 8859-1 is read as windows-1252 and 8859-9 as windows-1254, as every browser does (WHATWG Encoding).
  if (label === 'iso-8859-1') return 'windows-1252';
  if (label === 'iso-8859-9') return 'windows-1254';
  return ENCODINGS.find((encoding) => encoding === label) ?? null;
}
