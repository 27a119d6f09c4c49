export { createEnrichment, type Enrichment, type EnrichmentOptions, type Place } from './createEnrichment.ts';
export type { CountrySource, DataSources, NetworkSource } from './dataSources.ts';
