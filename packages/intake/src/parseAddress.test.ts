import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import syntaxCases from './data/syntaxCases.json' with { type: 'json' };
import { parseAddress } from './parseAddress.ts';
import { describeSyntax, SYNTAX_REASONS } from './syntaxReasons.ts';

interface SyntaxCase {
  readonly class: string;
  readonly cell: string;
  readonly address?: string;
  readonly reason?: string;
}

const CASES: readonly SyntaxCase[] = syntaxCases;

describe('labelled cells', () => {
  test.each(CASES.map((labelled) => [labelled.class, JSON.stringify(labelled.cell), labelled] as const))(
    '%s: %s',
    (_, __, { cell, address, reason }) => {
      const parsed = parseAddress(cell);
      expect(parsed.ok ? { address: parsed.address } : { reason: parsed.reason }).toEqual(
        address === undefined ? { reason } : { address },
      );
    },
  );

  test('every reason has a cell that meets it', () => {
    const met = new Set(CASES.map(({ reason }) => reason));
    expect(SYNTAX_REASONS.filter((reason) => !met.has(reason))).toEqual([]);
  });

  test('every reason has one plain sentence of its own', () => {
    const sentences = SYNTAX_REASONS.map(describeSyntax);
    expect(new Set(sentences).size).toBe(SYNTAX_REASONS.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

describe('what an address is made of', () => {
  test('the local part keeps its case, the domain is a lower-case A-label, the key folds case only', () => {
    expect(parseAddress(' Jo.Hn+X@MÜNCHEN.de ')).toEqual({
      ok: true,
      address: 'Jo.Hn+X@xn--mnchen-3ya.de',
      key: 'jo.hn+x@xn--mnchen-3ya.de',
      local: 'Jo.Hn+X',
      domain: 'xn--mnchen-3ya.de',
      domainUnicode: 'münchen.de',
    });
  });

  test('composed and decomposed spellings are one address, each written as given', () => {
    const composed = parseAddress('jos\u00e9@b.co');
    const decomposed = parseAddress('jose\u0301@b.co');
    expect(composed).toMatchObject({ ok: true, local: 'jos\u00e9', key: 'jos\u00e9@b.co' });
    expect(decomposed).toMatchObject({ ok: true, local: 'jose\u0301', key: 'jos\u00e9@b.co' });
  });

  test('special-use domains are accepted on request', () => {
    expect(parseAddress('a@greylist.test', { allowSpecialUse: true })).toMatchObject({
      ok: true,
      domain: 'greylist.test',
    });
    expect(parseAddress('a@localhost', { allowSpecialUse: true })).toMatchObject({ reason: 'domain_single_label' });
  });

  test('the detail names the character and is safe to print', () => {
    expect(parseAddress('a b@b.co')).toMatchObject({ detail: 'space' });
    expect(parseAddress('a(b@b.co')).toMatchObject({ detail: '(' });
    expect(parseAddress('a\u0000@b.co')).toMatchObject({ detail: 'U+0000' });
    expect(parseAddress('a\u{e0041}@b.co')).toMatchObject({ detail: 'U+E0041' });
  });
});

describe('properties', () => {
  const part = fc.constantFrom(
    ...[
      'a',
      'B',
      '.',
      '@',
      '"',
      '\\',
      '<',
      '>',
      ' ',
      ',',
      ';',
      '(',
      '-',
      'xn--',
      'ü',
      '日',
      '。',
      '\u200d',
      '\u0301',
      'b.co',
    ],
    ...[
      '\r',
      '\n',
      '\0',
      '\u0085',
      '\u010a',
      '\ud800',
      '[1.2.3.4]',
      'mailto:',
      '%',
      '_',
      '1',
      'İ',
      'ß',
      '\u00a0',
      ':',
      '/',
    ],
  );
  const nearAddress = fc.array(part, { maxLength: 14 }).map((parts) => parts.join(''));
  const addressLike = fc.tuple(nearAddress, nearAddress).map(([local, domain]) => `${local}@${domain}.co`);
  const quotedLike = fc.array(part, { maxLength: 8 }).map((parts) => `"${parts.join('')}"@b.co`);
  const cell = fc.oneof(fc.string({ unit: 'binary' }), nearAddress, addressLike, quotedLike);

  test('an accepted address is safe on the wire, and anything else has a reason', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const parsed = parseAddress(text);
        if (!parsed.ok) {
          expect(SYNTAX_REASONS).toContain(parsed.reason);
          expect(parsed.detail).toMatch(/^[\x20-\x7e]{0,80}$/);
          return;
        }
        const wire = Buffer.from(parsed.address);
        expect(wire.length).toBeLessThanOrEqual(254);
        expect(Buffer.byteLength(parsed.local)).toBeLessThanOrEqual(64);
        expect(wire.every((byte) => byte >= 0x20 && byte !== 0x7f)).toBe(true);
        expect(parsed.address).not.toMatch(/\p{Cc}/u);
        expect(parsed.domain).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
        if (!parsed.local.startsWith('"')) expect(parsed.local).not.toMatch(/[\s<>()[\]\\,;:@"]/);
        else expect(parsed.local).toMatch(/^"(?:[^"\\]|\\["\\])*"$/);
      }),
      { numRuns: 5_000 },
    );
  });

  test('an accepted address is read as itself again', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const parsed = parseAddress(text);
        if (parsed.ok) expect(parseAddress(parsed.address)).toEqual(parsed);
      }),
      { numRuns: 5_000 },
    );
  });

  test('the local part of any quoted content means the same content', () => {
    const content = fc.string({ unit: fc.constantFrom('a', '.', ' ', '"', '\\', '@', '<', 'ü'), maxLength: 20 });
    fc.assert(
      fc.property(content, (text) => {
        const parsed = parseAddress(`"${text.replace(/["\\]/g, '\\$&')}"@b.co`);
        if (!parsed.ok) throw new Error(parsed.reason);
        const meant = parsed.local.startsWith('"') ? parsed.local.slice(1, -1).replace(/\\(.)/g, '$1') : parsed.local;
        expect(meant).toBe(text);
      }),
    );
  });

  test('a cell of any length is refused without being read through a parser', () => {
    for (const unit of ['a', '"', '@', '<', '(', '.', '\\', ' a', '\u200b ', 'mailto:']) {
      expect(parseAddress(unit.repeat(200_000)).ok).toBe(false);
    }
  });
});
