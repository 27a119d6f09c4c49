export {
  createEnrichment,
  type Enrichment,
  type EnrichmentOptions,
  isFirstLookUpSlow,
  type Place,
} from './createEnrichment.ts';
export type { CountrySource, DataSources, NetworkSource } from './dataSources.ts';
