import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A MaxMind DB file of countries, IPv4 and IPv6 in one. */
export interface CountrySource {
  readonly file: string;
}

/** Two CSV files `first,last,asn,"organisation"`, first and last inclusive and decimal, sorted, and their version. */
export interface NetworkSource {
  readonly ipv4File: string;
  readonly ipv6File: string;
  readonly version: string;
}

/** Where the data is. Either call throws where there is none. */
export interface DataSources {
  country(): CountrySource;
  networks(): NetworkSource;
}

const require = createRequire(import.meta.url);
const manifest = z.object({ version: z.string().min(1).max(32) });

/** Where build tools keep what they can make anew: in no repository, and made by this user or by the image alone. */
export const PACKAGED_CACHE = fileURLToPath(new URL('../node_modules/.cache/mailsift', import.meta.url));

/** The data in the npm packages that this package depends on. */
export const packagedSources: DataSources = {
  country: () => ({
    file: require.resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'),
  }),
  networks: () => ({
    ipv4File: require.resolve('@ip-location-db/asn/asn-ipv4-num.csv'),
    ipv6File: require.resolve('@ip-location-db/asn/asn-ipv6-num.csv'),
    version: manifest.parse(require('@ip-location-db/asn/package.json')).version,
  }),
};

/**
 * The day (YYYY-MM-DD) in a version of ip-location-db, whose last number is a time: `2.3.2026061719` is 2026-06-17,
 * 19 h. Null where there is none.
 */
export function dateOfVersion(version: string): string | null {
  const [, year, month, day] = /\.(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d\d$/.exec(version) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}
