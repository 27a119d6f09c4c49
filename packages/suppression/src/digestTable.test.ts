import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIGEST_BYTES, DigestCollector, DigestTable } from './digestTable.ts';

/** Alike in most of their words, as a hostile file would have them; longer than what is kept. */
const digest = fc
  .tuple(fc.constantFrom(0, 1, 2 ** 32 - 1), fc.constantFrom(0, 7), fc.nat(3), fc.constantFrom(0, 2 ** 31), fc.nat(2))
  .map((words) => Buffer.from(Uint32Array.from(words).buffer));

function tableOf(digests: readonly Buffer[]): DigestTable {
  const collector = new DigestCollector();
  for (const each of digests) collector.add(each);
  return new DigestTable(collector.toTable());
}

describe('a table of digests', { timeout: 60_000 }, () => {
  it('holds what was added, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(digest, { maxLength: 60 }), fc.array(digest, { maxLength: 60 }), (added, others) => {
        const table = tableOf(added);
        // A digest of zeros is kept as another, that of a one in its place.
        const kept = (each: Buffer) => {
          const start = each.subarray(0, DIGEST_BYTES).toString('hex');
          return start === '0'.repeat(32) ? `01${'0'.repeat(30)}` : start;
        };
        const known = new Set(added.map(kept));
        expect(table.size).toBe(known.size);
        for (const each of [...added, ...others]) expect(table.has(each)).toBe(known.has(kept(each)));
      }),
    );
  });

  it('holds nothing when empty', () => {
    expect(tableOf([]).has(Buffer.alloc(32))).toBe(false);
  });

  it('holds as many as fill several chunks', () => {
    const numbered = (number: number) => {
      const each = Buffer.alloc(16);
      each.writeUInt32LE(number, 8);
      return each;
    };
    const table = tableOf(Array.from({ length: 150_000 }, (_, index) => numbered(2 * index)));
    expect(table.size).toBe(150_000);
    for (let number = 0; number < 300_000; number += 997) expect(table.has(numbered(number))).toBe(number % 2 === 0);
  });
});
