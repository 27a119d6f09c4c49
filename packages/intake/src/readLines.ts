import { StringDecoder } from 'node:string_decoder';

/** Longer lines are cut: nothing a line may hold here is as long, and memory stays bounded. */
const LONGEST_LINE = 64 * 1024;

/** The lines of a UTF-8 text, without their ends (LF or CRLF) and without a byte order mark. An unended last line counts. */
export async function* readLines(source: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let isFirst = true;
  let line = '';
  const finish = (): string => {
    const whole = isFirst ? line.replace(/^\uFEFF/, '') : line;
    isFirst = false;
    line = '';
    return whole.endsWith('\r') ? whole.slice(0, -1) : whole;
  };
  for await (const chunk of source) {
    const pieces = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) yield finish();
      line += piece.slice(0, LONGEST_LINE - line.length);
    }
  }
  if (line !== '') yield finish();
}
