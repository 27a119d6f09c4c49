import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from './readLines.ts';

async function linesOf(chunks: readonly (Buffer | string)[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(
    (async function* () {
      yield* chunks;
    })(),
  ))
    lines.push(line);
  return lines;
}

describe('readLines', () => {
  it('takes LF and CRLF, a byte order mark, empty lines and a last line without an end', async () => {
    expect(await linesOf([Buffer.from('\uFEFFone\r\n\ntwo\nthree')])).toEqual(['one', '', 'two', 'three']);
    expect(await linesOf([])).toEqual([]);
    expect(await linesOf(['one\n'])).toEqual(['one']);
  });

  it('gives the same lines however the bytes come in', async () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\r\n\uFEFF]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
        const bytes = Buffer.from(`${lines.join('\n')}\n`);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        expect(await linesOf(chunks)).toEqual(lines);
      }),
    );
  });

  it('cuts what no line should hold', async () => {
    const lines = await linesOf(['x'.repeat(50_000), `${'x'.repeat(50_000)}\n`, 'next\n']);
    expect(lines.map((line) => line.length)).toEqual([64 * 1024, 4]);
  });
});
