import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomLocalPart } from './randomLocalPart.ts';

describe('the local part of the catch-all question', () => {
  it('is 12 to 18 letters and then digits, whatever the domain', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (secret, domain) => {
        const localPart = randomLocalPart(secret, domain);
        expect(localPart).toMatch(/^[a-z]+\d+$/);
        expect(localPart.length).toBeGreaterThanOrEqual(12);
        expect(localPart.length).toBeLessThanOrEqual(18);
      }),
    );
  });

  it('is the same again for a domain in any case, and tied to the secret', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.domain(), (secret, domain) => {
        expect(randomLocalPart(secret, domain.toUpperCase())).toBe(randomLocalPart(secret, domain));
        expect(randomLocalPart(`${secret}x`, domain)).not.toBe(randomLocalPart(secret, domain));
      }),
    );
  });

  it('differs between domains', () => {
    const all = Array.from({ length: 20_000 }, (_, index) => randomLocalPart('secret', `d${index}.test`));
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(all.map(({ length }) => length)).size).toBeGreaterThan(1);
  });

  it('does not look like hexadecimal', () => {
    const all = Array.from({ length: 1_000 }, (_, index) => randomLocalPart('secret', `d${index}.test`));
    expect(all.filter((localPart) => /^[0-9a-f]+$/.test(localPart))).toEqual([]);
  });

  it('stays what it is from one version to the next: a greylist knows it', () => {
    expect(randomLocalPart('secret', 'site.test')).toBe('vukabobifebo9578');
  });
});
