import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmlOf } from './xml.ts';

describe('an XML answer', () => {
  it('nests, and escapes what would be markup', () => {
    expect(xmlOf('a', { b: '<&>', c: { d: 1, e: false }, f: undefined })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a><b>&lt;&amp;&gt;</b><c><d>1</d><e>false</e></c><f></f></a>\n',
    );
  });

  it('holds no character that XML has no place for, and no markup of others', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inner = /<b>(.*)<\/b>/s.exec(xmlOf('a', { b: text }))?.[1] ?? '';
        expect(inner.replace(/[\t\r\n]/g, '')).not.toMatch(/[<>\uFFFE\uFFFF]|&(?!amp;|lt;|gt;)/);
        expect([...inner].filter((character) => character < ' ' && !'\t\r\n'.includes(character))).toEqual([]);
      }),
    );
  });
});
