import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createTestDir } from '@mailsift/testing';
import fc from 'fast-check';
import { type CountryResponse, Reader } from 'maxmind';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEnrichment, type Enrichment } from './createEnrichment.ts';
import { type DataSources, dateOfVersion, packagedSources } from './dataSources.ts';

/** Packing takes a second or two of a machine that has nothing else to do. */
const PACKING_MS = 60_000;
const NOTHING = { geo: '', city: '', isp: '' };
const countryFile = packagedSources.country().file;

let cacheFolder: string;
let enrichment: Enrichment;
const warned: string[] = [];
beforeAll(async () => {
  cacheFolder = await createTestDir();
  enrichment = createEnrichment({ cacheFolder, warn: (message) => void warned.push(message) });
  enrichment.dates();
}, PACKING_MS);

/** The rest of the sources is as it is installed. */
function without(sources: Partial<DataSources>) {
  const told: string[] = [];
  const made = createEnrichment({
    cacheFolder,
    sources: { ...packagedSources, ...sources },
    warn: (message) => void told.push(message),
  });
  return { ...made, told };
}

describe('what is known of a mail server', { timeout: 60_000 }, () => {
  it.each([
    ['8.8.8.8', 'US', 'Google LLC'],
    ['40.107.0.1', 'US', 'Microsoft Corporation'],
    ['2620:100:9001::1', 'US', 'Proofpoint, Inc.'],
    ['2001:4860:4860::8888', 'US', 'Google LLC'],
    ['::ffff:8.8.8.8', 'US', 'Google LLC'],
  ])('%s is in %s, run by %s', (ip, geo, isp) => {
    expect(enrichment.lookUp(ip)).toEqual({ geo, city: '', isp });
    expect(enrichment.lookUp(ip)).toEqual({ geo, city: '', isp });
    expect(warned).toEqual([]);
  });

  it.each(['', 'x', '10.0.0.1', '127.0.0.1', '::1', '2001:db8::1', 'fe80::1%eth0', '::8.8.8.8', '2002:808:808::1'])(
    'nothing is said of %j',
    (ip) => {
      expect(enrichment.lookUp(ip)).toEqual(NOTHING);
    },
  );

  it('never throws, and is the same the second time', () => {
    const ip = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(ip, (text) => {
        const place = enrichment.lookUp(text);
        expect(enrichment.lookUp(text)).toEqual(place);
        expect(place.geo).toMatch(/^([A-Z]{2})?$/);
      }),
    );
  });

  it('is, for IPv6, what the file of IPv6 alone says, or nothing', () => {
    const ipv6File = join(dirname(countryFile), 'geo-whois-asn-country-ipv6.mmdb');
    const reader = new Reader<CountryResponse>(readFileSync(ipv6File));
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
    const ip = fc
      .tuple(fc.constantFrom('2001', '2400', '2600', '2620', '2800', '2a00', '2a01', '2a02', '2c0f'), group, group)
      .map(([first, second, third]) => `${first}:${second}:${third}::1`);
    let known = 0;
    fc.assert(
      fc.property(ip, (text) => {
        const { geo } = enrichment.lookUp(text);
        if (geo === '') return;
        known++;
        expect(reader.get(text)).toEqual({ country_code: geo });
      }),
      { numRuns: 2_000 },
    );
    expect(known).toBeGreaterThan(100);
  });

  it('tells the day of its data', () => {
    const date = /^20\d\d-\d\d-\d\d$/;
    expect(enrichment.dates()).toEqual({ country: expect.stringMatching(date), networks: expect.stringMatching(date) });
    expect(dateOfVersion('2.3.2026061719')).toBe('2026-06-17');
    expect(dateOfVersion('2.3.1')).toBeNull();
  });
});

describe('data that is missing or damaged', { timeout: 60_000 }, () => {
  const missing = () => {
    throw new Error("Cannot find module 'x'\nRequire stack:\n- /somewhere");
  };

  it('leaves its field empty, and warns once', () => {
    const { lookUp, dates, told } = without({ country: missing });
    for (const ip of ['8.8.8.8', '8.8.4.4', '2001:4860:4860::8888']) {
      expect(lookUp(ip)).toEqual({ geo: '', city: '', isp: 'Google LLC' });
    }
    expect(dates().country).toBeNull();
    expect(told).toEqual(["the country of mail servers stays empty: its data cannot be read (Cannot find module 'x')"]);
  });

  it('leaves all empty where all is missing', async () => {
    const told: string[] = [];
    const sources = { country: missing, networks: missing };
    const empty = createEnrichment({
      sources,
      cacheFolder: await createTestDir(),
      warn: (text) => void told.push(text),
    });
    expect([empty.lookUp('8.8.8.8'), empty.lookUp('2600::1')]).toEqual([NOTHING, NOTHING]);
    expect(empty.dates()).toEqual({ country: null, networks: null });
    expect(told).toHaveLength(2);
  });

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut short', () => readFileSync(countryFile).subarray(0, 4_000_000)],
    ['something else', () => Buffer.from('ip,country\n8.8.8.8,US\n')],
  ])('a country file that is %s is a warning', async (_, bytes) => {
    const file = join(await createTestDir(), 'country.mmdb');
    await writeFile(file, bytes());
    const { lookUp, told } = without({ country: () => ({ file }) });
    expect(lookUp('8.8.8.8')).toEqual({ geo: '', city: '', isp: 'Google LLC' });
    expect(told).toHaveLength(1);
  });

  it('never makes anything throw, nor a country that is none', async () => {
    const file = join(await createTestDir(), 'country.mmdb');
    const whole = readFileSync(countryFile);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(whole.length - 1), { minLength: 1, maxLength: 5 }), async (places) => {
        const broken = Buffer.from(whole);
        for (const place of places) broken.fill(0xff, place, Math.min(place + 200_000, broken.length));
        await writeFile(file, broken);
        const { lookUp, told } = without({ country: () => ({ file }) });
        for (const ip of ['8.8.8.8', '193.0.6.139', '2a00:1450::1']) {
          expect(lookUp(ip).geo).toMatch(/^([A-Z]{2})?$/);
        }
        expect(told.length).toBeLessThan(2);
      }),
      { numRuns: 15 },
    );
  });

  it('answers no IPv6 from a file of IPv4 alone', () => {
    const file = join(dirname(countryFile), 'geo-whois-asn-country-ipv4.mmdb');
    const { lookUp } = without({ country: () => ({ file }) });
    expect(lookUp('8.8.8.8').geo).toBe('US');
    expect(lookUp('2a00:1450:4001:82b::2003').geo).toBe('');
  });
});
