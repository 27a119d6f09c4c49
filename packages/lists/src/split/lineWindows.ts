const LINE_FEED = 0x0a;

/** A row of 256 KiB escaped as JSON stays below; more than this without an end is a damaged object. */
const LONGEST_LINE = 8 * 1024 * 1024;

/**
 * The lines of an object as windows, one for each piece read. Every line ends in LF.
 *
 * @throws Error where the last line is cut off or one is longer than 8 MiB.
 */
export async function* lineWindows(source: AsyncIterable<Uint8Array>): AsyncGenerator<string[], void, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    const bytes = rest.length === 0 ? asBuffer(piece) : Buffer.concat([rest, piece]);
    const end = bytes.lastIndexOf(LINE_FEED);
    rest = bytes.subarray(end + 1);
    if (rest.length > LONGEST_LINE) throw new Error('A stored line is too long');
    if (end >= 0) yield bytes.toString('utf8', 0, end).split('\n');
  }
  if (rest.length > 0) throw new Error('A stored object ends in the middle of a line');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
