/** RFC 5321 section 4.5.3.1.4 has 512 octets for a command line; extensions add to it (RFC 6531: 464 for paths). */
const LONGEST_LINE = 2_048;
const LF = 0x0a;
const CR = 0x0d;

/** Cuts bytes into lines, without their ends (CRLF, or LF alone). A line that is too long is given as null, once. */
export class LineReader {
  #held: Buffer = Buffer.alloc(0);
  #skipping = false;

  read(chunk: Buffer): readonly (string | null)[] {
    const data = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const lines: (string | null)[] = [];
    let start = 0;
    for (let end = data.indexOf(LF); end !== -1; end = data.indexOf(LF, start)) {
      const line = this.#line(data, start, end);
      if (line !== undefined) lines.push(line);
      start = end + 1;
    }
    this.#hold(data.subarray(start), lines);
    return lines;
  }

  /** RFC 3207 section 4.2: what came in clear before the handshake is forgotten. */
  forget(): void {
    this.#held = Buffer.alloc(0);
    this.#skipping = false;
  }

  #line(data: Buffer, start: number, end: number): string | null | undefined {
    if (this.#skipping) {
      this.#skipping = false;
      return undefined;
    }
    if (end - start > LONGEST_LINE) return null;
    return data.toString('utf8', start, end > start && data[end - 1] === CR ? end - 1 : end);
  }

  #hold(rest: Buffer, lines: (string | null)[]): void {
    if (this.#skipping || rest.length <= LONGEST_LINE) {
      this.#held = this.#skipping ? Buffer.alloc(0) : rest;
      return;
    }
    lines.push(null);
    this.#held = Buffer.alloc(0);
    this.#skipping = true;
  }
}
