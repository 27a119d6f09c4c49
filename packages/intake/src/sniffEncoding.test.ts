import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { ListFormat, Preview, Row, SniffHints } from './listFormat.ts';
import { readRows } from './readRows.ts';
import { sniff } from './sniff.ts';

function found(bytes: Buffer, hints: Partial<SniffHints> = {}): ListFormat & Preview {
  const result = sniff(bytes, { complete: true, ...hints });
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return { ...result.format, ...result.preview };
}

describe('encoding', () => {
  const text = 'Name;E-Mail;Ort\r\nJörg Müller;joerg@x.de;Köln\r\nZoë;zoe@y.fr;Orléans\r\n';
  const wide = Buffer.from(text, 'utf16le');
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8', false],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`), 'utf-8', true],
    ['UTF-16LE', wide, 'utf-16le', false],
    ['UTF-16LE with BOM', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le', true],
    ['UTF-16BE', Buffer.from(wide).swap16(), 'utf-16be', false],
    ['UTF-16BE with BOM', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), 'utf-16be', true],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252', false],
  ] as const)('%s', (_, bytes, encoding, bom) => {
    const result = found(bytes);
    expect(result).toMatchObject({ encoding, bom, delimiter: ';', emailColumn: 1, header: ['Name', 'E-Mail', 'Ort'] });
    expect(result.rows[0]).toEqual(['Jörg Müller', 'joerg@x.de', 'Köln']);
  });

  test.each([
    ['windows-1251', 'Имя;Почта\nИван Петров;ivan@x.ru\nМария Сидорова;maria@x.ru\nАлексей Кузнецов;alex@x.ru\n'],
    [
      'windows-1250',
      'Imię,email\nŁukasz Wiśniewski,lukasz@x.pl\nPaweł Zieliński,p@x.pl\nŻaneta Dąbrowska,z@x.pl\nMałgorzata Wójcik-Łęcka,m@x.pl\nJędrzej Krawczyński,j@x.pl\n',
    ],
    ['shift_jis', '名前,メール\n山田太郎さんです,yamada@x.jp\n鈴木花子さんです,suzuki@x.jp\n'],
  ] as const)('%s', (encoding, content) => {
    expect(found(encodeWith(encoding, content))).toMatchObject({ encoding, emailColumn: 1 });
  });

  test('the euro sign and curly quotes of Windows-1252 are told from C1 controls', () => {
    const bytes = Buffer.concat([
      Buffer.from('email,price\na@x.com,'),
      Buffer.from([0x80, 0x35, 0x20, 0x93, 0xe9, 0x94]),
    ]);
    expect(found(bytes).rows).toEqual([['a@x.com', '€5 “é”']]);
  });

  test('a head cut inside a character is UTF-8 still', () => {
    const bytes = Buffer.from('email,name\na@x.com,Zoë\nb@x.com,日');
    expect(found(bytes.subarray(0, bytes.length - 1), { complete: false }).encoding).toBe('utf-8');
  });

  test('one broken byte does not make a UTF-8 file something else', () => {
    const good = Buffer.from('ü@x.com,Zoë\n'.repeat(20));
    expect(found(Buffer.concat([good, Buffer.from([0xe9, 0x0a]), good])).encoding).toBe('utf-8');
  });

  test('an accent after the head is read as Windows-1252 all the same', async () => {
    const bytes = Buffer.concat([Buffer.from('email,name\na@x.com,Ann\n'), Buffer.from('b@x.com,Zoë\n', 'latin1')]);
    const result = sniff(bytes.subarray(0, 25), { complete: false });
    if (!result.ok) throw new Error(result.problem.message);
    const rows: Row[] = [];
    for await (const window of readRows(Readable.from([bytes]), result.format)) rows.push(...window);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a@x.com', 'Ann'],
      ['b@x.com', 'Zoë'],
    ]);
  });
});

/** Encodes by asking the decoder which bytes each character is: there is no encoder in Node for these. */
function encodeWith(encoding: string, text: string): Buffer {
  const bytesOf = new Map<string, number[]>();
  for (let high = 0; high < 256; high++) {
    const single = new TextDecoder(encoding).decode(Uint8Array.of(high));
    if (!bytesOf.has(single)) bytesOf.set(single, [high]);
    for (let low = 0x40; high > 0x80 && low < 256; low++) {
      const pair = new TextDecoder(encoding).decode(Uint8Array.of(high, low));
      if ([...pair].length === 1 && !bytesOf.has(pair)) bytesOf.set(pair, [high, low]);
    }
  }
  return Buffer.from([...text].flatMap((character) => bytesOf.get(character) ?? []));
}
