import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagedSources } from '../dataSources.ts';
import type { PublicAddress } from '../publicAddress.ts';
import { numberOf, scanFile, type TestNetwork, writeNetworks } from './csv.fixture.ts';
import { cleanName } from './nameList.ts';
import { createNetworkTable } from './networkTable.ts';
import { packNetworks } from './packNetworks.ts';

const PLACEHOLDER: TestNetwork = { first: 1n, last: 1n, owner: 'One' };

/** Any number of a family as the address that the table is asked for. */
function addressOf(number: bigint, family: 4 | 6): PublicAddress {
  const shifts = family === 4 ? [0n] : [96n, 64n, 32n, 0n];
  return { family, text: '', words: shifts.map((shift) => Number((number >> shift) & 0xffff_ffffn)) };
}

/** Sorted networks with gaps, neighbours of one owner, and some that reach into the next. */
function networksOf(bits: 32 | 128) {
  const network = fc.record({
    first: fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }),
    // Close to each other, and across the borders of words.
    length: fc.oneof(fc.bigInt({ min: 0n, max: 3n }), fc.bigInt({ min: 0n, max: 1n << BigInt(bits - 3) })),
    owner: fc.constantFrom('One', 'Two, Inc.', 'The "Three"', '', 'Vier Ü'),
  });
  return fc
    .array(network, { minLength: 1, maxLength: 30 })
    .map((drawn) =>
      drawn
        .toSorted((a, b) => Number(a.first > b.first) - Number(a.first < b.first))
        .map(({ first, length, owner }) => ({ first, last: first + length, owner }))
        .filter(({ last }) => last < 1n << BigInt(bits)),
    )
    .filter((networks) => networks.some(({ owner }) => owner !== ''));
}

/** Networks that begin where another begins are out of order; the first of them counts. */
function ownerByScan(networks: readonly TestNetwork[], number: bigint): string {
  const distinct = networks.filter(({ first }, index) => networks[index - 1]?.first !== first);
  const network = distinct.findLast(({ first }) => first <= number);
  return network === undefined || network.last < number ? '' : network.owner;
}

describe('a packed table', { timeout: 60_000 }, () => {
  it.each([
    [4, 32],
    [6, 128],
  ] as const)('answers as a scan of the rows does, at every border (IPv%i)', async (family, bits) => {
    await fc.assert(
      fc.asyncProperty(networksOf(bits), fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }), async (rows, any) => {
        const source = await writeNetworks({ ipv4: [PLACEHOLDER], ipv6: [PLACEHOLDER], [`ipv${family}`]: rows });
        const table = createNetworkTable(packNetworks(source));
        const borders = rows.flatMap(({ first, last }) => [first - 1n, first, last, last + 1n]);
        for (const number of [...borders, any, 0n, (1n << BigInt(bits)) - 1n]) {
          if (number < 0n || number >= 1n << BigInt(bits)) continue;
          expect(table.ownerOf(addressOf(number, family))).toBe(ownerByScan(rows, number));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('answers as a scan of the installed files does', async () => {
    const source = packagedSources.networks();
    const table = createNetworkTable(packNetworks(source));
    const seen = { ipv4: 0, ipv6: 0 };
    // Beside random addresses, which in IPv6 are nobody's, such as the first rows that the file has.
    const ipv4 = fc.sample(fc.bigInt({ min: 1n << 24n, max: (224n << 24n) - 1n }), { numRuns: 40, seed: 1 });
    const ipv6 = fc.sample(fc.bigInt({ min: 0x2a00n << 112n, max: (0x2a13n << 112n) - 1n }), { numRuns: 40, seed: 1 });
    for (const [family, file, numbers] of [
      [4, source.ipv4File, ipv4],
      [6, source.ipv6File, ipv6],
    ] as const) {
      const owners = await scanFile(file, numbers);
      for (const [index, number] of numbers.entries()) {
        const owner = table.ownerOf(addressOf(number, family));
        expect(owner).toBe(cleanName(owners[index] ?? ''));
        if (owner !== '') seen[`ipv${family}`]++;
      }
    }
    expect(seen.ipv4).toBeGreaterThan(20);
    expect(seen.ipv6).toBeGreaterThan(5);
  });

  it('leaves out rows that are upside down, out of order, too large, or no rows', async () => {
    const source = await writeNetworks({ ipv4: [], ipv6: [PLACEHOLDER] });
    await writeFile(
      source.ipv4File,
      [
        'first,last,asn,name',
        '100,199,1,A',
        '150,120,2,upside down',
        '90,95,3,out of order',
        '300,x,4,no number',
        '400,409,5,"B ""quoted"", Inc."\r',
        `500,${2n ** 32n},6,too large`,
        '600,609,7,C',
      ].join('\n'),
    );
    const table = createNetworkTable(packNetworks(source));
    const owners = [99, 150, 199, 200, 300, 405, 500, 600, 609, 610].map((at) =>
      table.ownerOf(addressOf(BigInt(at), 4)),
    );
    expect(owners).toEqual(['', 'A', 'A', '', '', 'B "quoted", Inc.', '', 'C', 'C', '']);
  });

  it('is refused of files without rows', async () => {
    const source = await writeNetworks({ ipv4: [PLACEHOLDER], ipv6: [] });
    expect(() => packNetworks(source)).toThrow('no rows');
  });

  it('is refused of a file that is one endless line', async () => {
    const source = await writeNetworks({ ipv4: [PLACEHOLDER], ipv6: [] });
    await writeFile(source.ipv6File, 'x'.repeat(3 << 20));
    expect(() => packNetworks(source)).toThrow('more than');
  });
});

describe('the name of an owner', { timeout: 60_000 }, () => {
  it('holds nothing that does harm in a file, a page or a log, and has at most 100 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (written) => {
        const name = cleanName(written);
        expect(name).toMatch(/^[^\p{C}]{0,100}$/u);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(cleanName(name)).toBe(name);
      }),
    );
    expect(cleanName(' a\u202e\u0000b\tc ')).toBe('a b c');
    expect(cleanName(`${'x'.repeat(99)}\u{1f600}`)).toBe('x'.repeat(99));
  });

  it('is what a number stands for', () => {
    expect(numberOf(addressOf(2n ** 127n + 5n, 6))).toBe(2n ** 127n + 5n);
  });
});
