import { readFileSync } from 'node:fs';
import { type CountryResponse, Reader } from 'maxmind';
import { z } from 'zod';
import type { CountrySource } from './dataSources.ts';
import type { PublicAddress } from './publicAddress.ts';

export interface CountryTable {
  /** The day the file was made, YYYY-MM-DD. */
  readonly date: string;
  /** ISO 3166-1 alpha-2, or '' where none is known. Throws where the file is damaged. */
  countryOf(address: PublicAddress): string;
}

/** Two letters, without the codes that ISO 3166-1 keeps for private use and those that registries use for regions. */
const COUNTRY = /^(?!AA|AP|EU|Q[M-Z]|X[A-Z]|ZZ)[A-Z]{2}$/;
const record = z.object({ country_code: z.string().regex(COUNTRY) });

/** Opens a country file and keeps it in memory as it is (8 MB). Throws where it is missing or no MaxMind DB. */
export function openCountryTable({ file }: CountrySource): CountryTable {
  const reader = new Reader<CountryResponse>(readFileSync(file));
  const { buildEpoch, ipVersion } = reader.metadata;
  return {
    date: buildEpoch.toISOString().slice(0, 10),
    countryOf({ family, text }) {
      // A file of IPv4 alone answers IPv6 questions with the country of another address.
      if (family === 6 && ipVersion !== 6) return '';
      const found: unknown = reader.get(text);
      return record.safeParse(found).data?.country_code ?? '';
    },
  };
}
