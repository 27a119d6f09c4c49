import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IntakeError } from './problems.ts';
import { read } from './readRows.fixture.ts';

describe('properties', () => {
  const piece = fc.constantFrom(
    'a',
    'é',
    '日',
    '😀',
    ',',
    ';',
    '"',
    '""',
    '"a"',
    ',"',
    '",',
    '\n',
    '\r',
    '\r\n',
    ' ',
    '\0',
  );
  const anyText = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
  const anyCuts = fc.array(fc.nat(300), { maxLength: 20 });

  async function outcome(bytes: Buffer, cuts: number[]): Promise<unknown> {
    return read(bytes, {}, cuts).catch((error: unknown) => (error instanceof IntakeError ? error.problem : error));
  }

  test('where the bytes are cut changes neither rows nor problems', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyCuts, async (text, cuts) => {
        const bytes = Buffer.from(text);
        expect(await outcome(bytes, cuts)).toEqual(await outcome(bytes, []));
      }),
      { numRuns: 500 },
    );
  });

  test('where broken UTF-8 is cut changes nothing either', async () => {
    const lead = fc.constantFrom(
      0x61,
      0x80,
      0xbf,
      0xc3,
      0xe0,
      0xa0,
      0xed,
      0xe2,
      0x82,
      0xac,
      0xf0,
      0x9f,
      0xf4,
      0x8f,
      0xff,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(lead, { maxLength: 40 }), anyCuts, async (bytes, cuts) => {
        expect(await outcome(Buffer.from(bytes), cuts)).toEqual(await outcome(Buffer.from(bytes), []));
      }),
      { numRuns: 500 },
    );
  });

  const cell = fc
    .array(fc.constantFrom('a', 'ü', ',', '"', '\n', '\r\n', ' ', 'b@c.d'), { maxLength: 6 })
    .map((x) => x.join(''));
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
  const written = (rows: string[][], lineEnd: string) =>
    rows.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + lineEnd).join('');

  test('what is written by the rules is read back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n', '\r'), anyCuts, async (rows, lineEnd, cuts) => {
        expect(await read(written(rows, lineEnd), {}, cuts)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  test('csv-parse agrees wherever quotes are balanced or inside plain values', async () => {
    const plain = fc.array(fc.constantFrom('a', 'ß', '日', ' ', 'b"'), { maxLength: 4 }).map((x) => x.join('x'));
    const value = fc.oneof(
      plain.map((text) => (text.startsWith('"') ? `x${text}` : text)),
      cell.map((text) => `"${text.replaceAll('"', '""')}"`),
    );
    const line = fc.array(value, { minLength: 1, maxLength: 5 }).map((cells) => cells.join(','));
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    const file = fc.array(fc.tuple(line, lineEnd), { maxLength: 8 }).map((lines) => lines.flat().join(''));
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const reference: string[][] = parse(text, {
          record_delimiter: ['\r\n', '\n', '\r'],
          relax_quotes: true,
          relax_column_count: true,
          skip_empty_lines: true,
        });
        expect(await read(text)).toEqual(reference);
      }),
      { numRuns: 500 },
    );
  });
});
