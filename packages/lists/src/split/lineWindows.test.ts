import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineWindows } from './lineWindows.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(text: string, size: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const window of lineWindows(pieces(Buffer.from(text), size))) lines.push(...window);
  return lines;
}

describe('lineWindows', () => {
  test('gives the lines, wherever the bytes are cut', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '日', '😀', '\t', '\r') });
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 20 }), async (lines, size) => {
        expect(await linesOf(lines.map((text) => `${text}\n`).join(''), size)).toEqual(lines);
      }),
    );
  });

  test('refuses a line that is cut off', async () => {
    await expect(linesOf('a\nb', 2)).rejects.toThrow('in the middle of a line');
  });

  test('refuses a line without end before it fills the memory', async () => {
    await expect(linesOf('a'.repeat(9 * 1024 * 1024), 1024 * 1024)).rejects.toThrow('too long');
  });
});
