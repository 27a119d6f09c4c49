import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEntry } from './parseEntry.ts';

const MD5 = '0BC83CB571CD1C50BA6F3E8A78EF1346';

describe('a line of a suppression file', { timeout: 60_000 }, () => {
  it.each([
    ['someone@example.com', { kind: 'address', key: 'someone@example.com' }],
    ['  Some.One+tag@EXAMPLE.com\t', { kind: 'address', key: 'some.one+tag@example.com' }],
    ['<someone@example.com>', { kind: 'address', key: 'someone@example.com' }],
    ['jörg@müller.de', { kind: 'address', key: 'jörg@xn--mller-kva.de' }],
    ['user@mail.test', { kind: 'address', key: 'user@mail.test' }],
    ['example.com', { kind: 'domain', domain: 'example.com', below: false }],
    ['Müller.DE', { kind: 'domain', domain: 'xn--mller-kva.de', below: false }],
    ['.example.com', { kind: 'domain', domain: 'example.com', below: true }],
    ['*.example.com', { kind: 'domain', domain: 'example.com', below: true }],
    ['.xyz', { kind: 'domain', domain: 'xyz', below: true }],
    [MD5, { kind: 'digest', algorithm: 'md5', hex: MD5.toLowerCase() }],
    ['a'.repeat(40), { kind: 'digest', algorithm: 'sha1', hex: 'a'.repeat(40) }],
    ['0'.repeat(64), { kind: 'digest', algorithm: 'sha256', hex: '0'.repeat(64) }],
    ['', null],
    ['   ', null],
    ['# a comment', null],
  ])('%j', (line, entry) => {
    expect(parseEntry(line)).toEqual(entry);
  });

  it.each(['example', '*example.com', '**.example.com', '..com', '.', '*.', '@example.com', 'a@b@c.de', 'a b', 'a,b'])(
    '%j is none',
    (line) => {
      expect(parseEntry(line)).toEqual({ kind: 'fault', reason: expect.stringMatching(/^.{5,200}$/) });
    },
  );

  it.each([33, 63, 65, 128])('%i hexadecimal digits are no digest', (length) => {
    expect(parseEntry('a'.repeat(length))).toMatchObject({ kind: 'fault', reason: expect.stringContaining('SHA-256') });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
        for (const line of [a, b, `.${a}`, `${a}@${b}`]) expect(() => parseEntry(line)).not.toThrow();
      }),
    );
  });
});
