import { crc32 } from 'node:zlib';

/**
 * A pack is one block of bytes, read as it lies:
 *
 *     words 0-5     magic, CRC-32 of what follows, rows of IPv4, rows of IPv6, names, bytes of names
 *     32 bytes      version of the data, ASCII, filled with zeros
 *     ipv4          where each row begins (1 word a row), whose it is (1 word: the number of a name)
 *     ipv6          the same, 4 words and 1 word a row
 *     names         where each name ends (1 word each), then their UTF-8
 *
 * A row reaches to where the next one begins; name 0 is '', for what is nobody's. Words are in the machine's own byte
 * order: a pack from a machine of the other order does not begin with the magic, and is made again.
 */
export interface Pack {
  readonly version: string;
  readonly ipv4: PackedRows;
  readonly ipv6: PackedRows;
  readonly nameEnds: Uint32Array;
  readonly names: Uint8Array;
}

export interface PackedRows {
  readonly begins: Uint32Array;
  readonly owners: Uint32Array;
}

/** "MSN" and the number of the format: another format is another magic. */
const MAGIC = 0x4d_53_4e_01;
const WORD = 4;
const HEADER_WORDS = 6;
const VERSION_BYTES = 32;
const HEADER_BYTES = HEADER_WORDS * WORD + VERSION_BYTES;
const CHECKED_FROM = 2 * WORD;

/** The bytes of a pack. The version has at most 32 ASCII characters. */
export function encodePack({ version, ipv4, ipv6, nameEnds, names }: Pack): Uint8Array {
  const sizes = [ipv4.owners.length, ipv6.owners.length, nameEnds.length, names.length];
  const sections = [ipv4.begins, ipv4.owners, ipv6.begins, ipv6.owners, nameEnds, names];
  const bytes = new Uint8Array(HEADER_BYTES + sections.reduce((total, section) => total + section.byteLength, 0));
  const header = new Uint32Array(bytes.buffer, 0, HEADER_WORDS);
  header.set([MAGIC, 0, ...sizes]);
  bytes.set(Buffer.from(version, 'latin1').subarray(0, VERSION_BYTES), HEADER_WORDS * WORD);
  let at = HEADER_BYTES;
  for (const section of sections) {
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at);
    at += section.byteLength;
  }
  header[1] = crc32(bytes.subarray(CHECKED_FROM));
  return bytes;
}

/** Views on a pack, nothing copied; null for bytes that are no whole pack of this format. */
export function parsePack(bytes: Uint8Array<ArrayBuffer>): Pack | null {
  if (bytes.byteLength < HEADER_BYTES || bytes.byteOffset % WORD !== 0) return null;
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_WORDS);
  const [magic, checksum, ipv4Rows = 0, ipv6Rows = 0, nameCount = 0, nameBytes = 0] = header;
  const length = HEADER_BYTES + WORD * (2 * ipv4Rows + 5 * ipv6Rows + nameCount) + nameBytes;
  if (magic !== MAGIC || length !== bytes.byteLength) return null;
  if (crc32(bytes.subarray(CHECKED_FROM)) !== checksum) return null;
  let at = bytes.byteOffset + HEADER_BYTES;
  const wordsHere = (count: number): Uint32Array => {
    const view = new Uint32Array(bytes.buffer, at, count);
    at += view.byteLength;
    return view;
  };
  return {
    version: Buffer.from(bytes.subarray(HEADER_WORDS * WORD, HEADER_BYTES))
      .toString('latin1')
      .replace(/\0+$/, ''),
    ipv4: { begins: wordsHere(ipv4Rows), owners: wordsHere(ipv4Rows) },
    ipv6: { begins: wordsHere(4 * ipv6Rows), owners: wordsHere(ipv6Rows) },
    nameEnds: wordsHere(nameCount),
    names: new Uint8Array(bytes.buffer, at, nameBytes),
  };
}
