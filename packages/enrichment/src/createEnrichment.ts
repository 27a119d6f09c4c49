import { openCountryTable } from './countryTable.ts';
import { type DataSources, dateOfVersion, PACKAGED_CACHE, packagedSources } from './dataSources.ts';
import { isPackingDue, loadNetworks } from './networks/loadNetworks.ts';
import { createOptionalTable } from './optionalTable.ts';
import { type PublicAddress, readPublicAddress } from './publicAddress.ts';
import { RecentAnswers } from './recentAnswers.ts';

/** What is known of a mail server's address. A field is '' where nothing is known. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly geo: string;
  /** Always '': free data names the owner's head office, or a guess. */
  readonly city: string;
  /** The organisation that runs the network; at most 100 characters, none of them control characters. */
  readonly isp: string;
}

export interface Enrichment {
  /** Never throws; '' in every field for what is no public address. */
  lookUp(ip: string): Place;
  /** The day (YYYY-MM-DD) each kind of data is of; null where it is missing. */
  dates(): { readonly country: string | null; readonly networks: string | null };
}

export interface EnrichmentOptions {
  /** Told once of each kind of data that cannot be used, in a sentence for a person. */
  readonly warn?: ((message: string) => void) | undefined;
  /** Where the packed network table is kept from one start to the next; beside this package unless told otherwise. */
  readonly cacheFolder?: string | undefined;
  /** Where the data is; in npm packages unless told otherwise. */
  readonly sources?: DataSources | undefined;
}

/** Mail servers are few: beyond this many, memory is worth more (5 MB when full). */
const KEPT_ANSWERS = 20_000;
const NOTHING: Place = { geo: '', city: '', isp: '' };

/**
 * Country and network of mail servers, from data on disk. The data is loaded, synchronously, by the first call; what is
 * missing or damaged is an empty field and one warning.
 */
export function createEnrichment(options: EnrichmentOptions = {}): Enrichment {
  const { warn = () => {}, cacheFolder = PACKAGED_CACHE, sources = packagedSources } = options;
  const recent = new RecentAnswers<Place>(KEPT_ANSWERS);
  const doWithout = (field: string) => (reason: string) =>
    warn(`the ${field} of mail servers stays empty: its data cannot be read (${reason})`);
  const askCountry = createOptionalTable(() => openCountryTable(sources.country()), doWithout('country'));
  const askNetworks = createOptionalTable(
    () => loadNetworks({ locate: () => sources.networks(), cacheFolder, warn }),
    doWithout('network'),
  );

  const find = (address: PublicAddress): Place => ({
    geo: askCountry((table) => table.countryOf(address)) ?? '',
    city: '',
    isp: askNetworks((table) => table.ownerOf(address)) ?? '',
  });

  return {
    lookUp(ip) {
      const kept = recent.get(ip);
      if (kept !== undefined) return kept;
      const address = readPublicAddress(ip);
      if (address === null) return NOTHING;
      const place = find(address);
      recent.set(ownCopy(ip), place);
      return place;
    },
    dates: () => ({
      country: askCountry((table) => table.date) ?? null,
      networks: askNetworks((table) => dateOfVersion(table.version)) ?? null,
    }),
  };
}

/** Whether the first look-up packs the installed data first, for a second or two: once after each installation. */
export function isFirstLookUpSlow(): boolean {
  return isPackingDue(PACKAGED_CACHE, () => packagedSources.networks());
}

/** A piece of a string keeps the whole of it in memory: 20,000 keys would keep 20,000 chunks of a file. */
function ownCopy(ip: string): string {
  return Buffer.from(ip, 'latin1').toString('latin1');
}
