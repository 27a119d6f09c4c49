import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFully } from './parseAddress.ts';
import { parsePlain } from './plainAddress.ts';

/** Texts of what addresses are made of, most of them nearly right. */
const piece = fc.constantFrom(
  ...[
    'a',
    'Z',
    '7',
    '0',
    '.',
    '..',
    '-',
    '_',
    '+',
    "'",
    '@',
    '@@',
    'xn--',
    'XN--',
    'xn--bcher-kva',
    'ü',
    '。',
    '\u200b',
  ],
  ...[
    ' ',
    '<',
    '>',
    '"',
    'mailto:',
    'test',
    'Local',
    'com',
    'arpa',
    'home.arpa',
    '127',
    ',',
    ':',
    '\t',
    '\0',
    '\u007f',
  ],
  ...['x'.repeat(62), 'x'.repeat(63), 'x'.repeat(64), 'ab.'.repeat(20)],
);
const loose = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
const framed = fc.tuple(loose, loose).map(([local, domain]) => `${local}@${domain}`);
const likely = fc
  .tuple(
    fc.stringMatching(/^[a-zA-Z0-9.!+_'-]{1,66}$/),
    fc.stringMatching(/^[a-zA-Z0-9-]{1,64}(\.[a-zA-Z0-9-]{1,64}){0,4}$/),
  )
  .map(([local, domain]) => `${local}@${domain}`);
const anyAscii = fc.string({ unit: 'binary-ascii', maxLength: 40 }).map((text) => `a${text}`);

describe('parsePlain', () => {
  test.each(['anna.b+c@Example.COM', "o'hara@x-1.co.uk", 'a@1.b2', `${'a'.repeat(64)}@b.cc`])('reads %s', (cell) => {
    expect(parsePlain(cell, false)).toEqual(parseFully(cell));
    expect(parsePlain(cell, false)?.ok).toBe(true);
  });

  test('leaves what is unusual to the full parser', () => {
    for (const cell of [
      '',
      'a',
      '@b.cc',
      ' a@b.cc',
      '"a"@b.cc',
      'a@b',
      'a@b.1',
      'a@xn--bcher-kva.com',
      'ü@b.cc',
      'a@b.test',
    ])
      expect(parsePlain(cell, false)).toBeNull();
    expect(parsePlain('a@b.test', true)?.domain).toBe('b.test');
  });

  test('says what the full parser says, or nothing', () => {
    const cells = fc.oneof(loose, framed, likely, anyAscii);
    fc.assert(
      fc.property(cells, fc.boolean(), (cell, allowSpecialUse) => {
        const plain = parsePlain(cell, allowSpecialUse);
        if (plain !== null) expect(plain).toEqual(parseFully(cell, { allowSpecialUse }));
      }),
      { numRuns: 20_000 },
    );
  });

  test('has an answer for every address of letters, digits and single dots', () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9]{1,10}$/);
    const name = fc.tuple(word, fc.stringMatching(/^[a-z]{2,8}$/)).map((labels) => labels.join('.'));
    const address = fc.tuple(fc.array(word, { minLength: 1, maxLength: 3 }), name);
    fc.assert(
      fc.property(address, ([words, domain]) => {
        expect(parsePlain(`${words.join('.')}@${domain}`, true)).not.toBeNull();
      }),
    );
  });
});
