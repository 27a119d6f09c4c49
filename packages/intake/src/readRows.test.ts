import { Readable } from 'node:stream';
import { PLAIN_FORMAT } from '@mailsift/testing';
import { describe, expect, test } from 'vitest';
import { type Delimiter, type Encoding, MAX_ROW_LENGTH } from './listFormat.ts';
import { IntakeError, type IntakeProblem } from './problems.ts';
import { read } from './readRows.fixture.ts';
import { readRows } from './readRows.ts';

async function problemOf(input: string | Buffer, cuts: number[] = []): Promise<IntakeProblem> {
  const error = await read(input, {}, cuts).catch((caught: unknown) => caught);
  if (!(error instanceof IntakeError)) throw new Error(`no IntakeError: ${String(error)}`);
  return error.problem;
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('rows', () => {
  test('quotes frame values that hold delimiters, quotes and line ends', async () => {
    expect(await read('a,"b,c","d ""e""","f\r\ng"\n1,2,3,4')).toEqual([
      ['a', 'b,c', 'd "e"', 'f\r\ng'],
      ['1', '2', '3', '4'],
    ]);
  });

  test.each([',', ';', '\t', '|'] as const)('%j delimits, and only that', async (delimiter: Delimiter) => {
    const text = `a${delimiter}b\n"x${delimiter}y"${delimiter}p,q;r|s`;
    const rows = await read(text, { delimiter });
    expect(rows[0]).toEqual(['a', 'b']);
    expect(rows[1]?.[0]).toBe(`x${delimiter}y`);
    expect(rows[1]?.slice(1).join(delimiter)).toBe('p,q;r|s');
  });

  test('CRLF, LF and CR end rows, mixed in one file', async () => {
    expect(await read('a\r\nb\nc\rd\r\n')).toEqual([['a'], ['b'], ['c'], ['d']]);
    expect(await read('a,1\rb,2\rc,3')).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]);
  });

  test('a line without any character is no row, one of delimiters, spaces or empty quotes is', async () => {
    expect(await read('\n\na\n\r\n,\n \n""\n\n')).toEqual([['a'], ['', ''], [' '], ['']]);
  });

  test('ragged rows keep their own width', async () => {
    expect(await read('a,b,c\n1\n1,2,3,4\n1,\n')).toEqual([['a', 'b', 'c'], ['1'], ['1', '2', '3', '4'], ['1', '']]);
  });

  test('a stray quote is a character and merges no rows', async () => {
    expect(await read('a"b,5" pipe\n"Al" Jones,x\n1,"Bob\n2,"Al"\n"a" ,b\n')).toEqual([
      ['a"b', '5" pipe'],
      ['"Al" Jones', 'x'],
      ['1', '"Bob'],
      ['2', 'Al'],
      ['"a" ', 'b'],
    ]);
  });

  test('header and sep= line are left out and the first data row is number 0', async () => {
    const rows = await read('sep=;\r\nemail;__proto__;\r\na@b.c;1;2\r\n', {
      delimiter: ';',
      skipLines: 1,
      hasHeader: true,
    });
    expect(rows).toEqual([['a@b.c', '1', '2']]);
  });

  test('NUL characters are part of their value', async () => {
    expect(await read('a\0b,c\n\0\n')).toEqual([['a\0b', 'c'], ['\0']]);
  });

  test('an empty file has no rows', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n\r\n\r')).toEqual([]);
  });
});

describe('encodings', () => {
  const text = 'Zoë,né@exämple.de,“€”,日本😀\r\nx,y\r\n';
  const expected = [
    ['Zoë', 'né@exämple.de', '“€”', '日本😀'],
    ['x', 'y'],
  ];
  const encoded: readonly (readonly [string, Encoding, Buffer])[] = [
    ['UTF-8', 'utf-8', Buffer.from(text)],
    ['UTF-8 with BOM', 'utf-8', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16LE', 'utf-16le', Buffer.from(text, 'utf16le')],
    ['UTF-16LE with BOM', 'utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16BE', 'utf-16be', utf16be(text)],
    ['UTF-16BE with BOM', 'utf-16be', utf16be(`\uFEFF${text}`)],
  ];

  test.each(encoded)('%s is read whole and byte by byte', async (_, encoding, bytes) => {
    const everywhere = Array.from({ length: bytes.length }, (__, at) => at);
    expect(await read(bytes, { encoding })).toEqual(expected);
    expect(await read(bytes, { encoding }, everywhere)).toEqual(expected);
  });

  test('windows-1252 has the euro sign and curly quotes, not C1 controls', async () => {
    const bytes = Buffer.from([0x80, 0x2c, 0x93, 0xe9, 0x94]);
    expect(await read(bytes, { encoding: 'windows-1252' })).toEqual([['€', '“é”']]);
  });

  test('a byte that breaks UTF-8 is read as windows-1252 and costs nothing around it', async () => {
    const bytes = Buffer.concat([
      Buffer.from('é,'),
      Buffer.from([0xe9, 0x2c, 0xe2, 0x82, 0x2c, 0x80]),
      Buffer.from(',日\n'),
    ]);
    const everywhere = Array.from({ length: bytes.length }, (_, at) => at);
    expect(await read(bytes)).toEqual([['é', 'é', 'â‚', '€', '日']]);
    expect(await read(bytes, {}, everywhere)).toEqual([['é', 'é', 'â‚', '€', '日']]);
  });

  test('a sequence cut off by the end of the file is kept', async () => {
    expect(await read(Buffer.from([0x61, 0xe2, 0x82]))).toEqual([['aâ‚']]);
  });
});

describe('problems', () => {
  test('a quote that is never closed is reported on the line it opens', async () => {
    const text = 'a,b\n"x\r\ny",1\r\rc,"open\nd,e\nf,g\n';
    expect(await problemOf(text)).toMatchObject({ code: 'broken_quote', line: 5 });
  });

  test('a quote that runs on is reported without reading the rest', async () => {
    let given = 0;
    async function* endless() {
      yield Buffer.from('a,b\nc,"');
      for (;;) {
        given++;
        yield Buffer.alloc(64 * 1024, 'x\n');
      }
    }
    const read = async () => {
      for await (const _ of readRows(endless(), PLAIN_FORMAT));
    };
    await expect(read()).rejects.toMatchObject({ problem: { code: 'broken_quote', line: 2 } });
    expect(given).toBeLessThan(10);
  });

  test('a row of exactly the limit is read, one character more is not', async () => {
    const longest = 'x'.repeat(MAX_ROW_LENGTH);
    const quoted = `"${'x\n'.repeat(MAX_ROW_LENGTH / 2 - 1)}"`;
    expect((await read(`a\n${longest}\nb\n`)).map(([cell]) => cell?.length)).toEqual([1, MAX_ROW_LENGTH, 1]);
    expect((await read(`a\n${quoted}\nb\n`)).map(([cell]) => cell?.length)).toEqual([1, MAX_ROW_LENGTH - 2, 1]);
    for (const cuts of [[], [70_000], [262_146, 262_147]]) {
      expect(await problemOf(`a\n${longest}y\nb\n`, cuts)).toMatchObject({ code: 'row_too_long', line: 2 });
      expect(await problemOf(`a\n${longest}y`, cuts)).toMatchObject({ code: 'row_too_long', line: 2 });
      expect(await problemOf(`a\n"y${quoted.slice(1)}\nb\n`, cuts)).toMatchObject({ code: 'broken_quote', line: 2 });
    }
  });

  test('a row of delimiters alone cannot grow without end', async () => {
    expect(await problemOf(`a\n${','.repeat(1_000)}\n`)).toMatchObject({ code: 'too_many_columns', line: 2 });
    expect(await problemOf(`a\n${','.repeat(1_000_000)}`)).toMatchObject({ code: 'row_too_long', line: 2 });
    expect((await read(`${','.repeat(999)}\n`))[0]).toHaveLength(1_000);
  });
});

describe('the source', () => {
  test('is closed when the reader leaves early, and not read ahead of it', async () => {
    let given = 0;
    const source = Readable.from(
      (function* () {
        for (;;) {
          given++;
          yield Buffer.from('a,b\n'.repeat(1_000));
        }
      })(),
      { highWaterMark: 1 },
    );
    for await (const rows of readRows(source, PLAIN_FORMAT)) {
      expect(rows).toHaveLength(500);
      break;
    }
    expect(source.destroyed).toBe(true);
    expect(given).toBeLessThan(5);
  });

  test('gives full windows whatever its pieces are', async () => {
    const sizes: number[] = [];
    for await (const rows of readRows(Readable.from([Buffer.from('a\n'.repeat(1_200))]), PLAIN_FORMAT))
      sizes.push(rows.length);
    expect(sizes).toEqual([500, 500, 200]);
  });
});
