export { remember } from '@mailsift/hints';
export {
  type Admission,
  type AdmissionOptions,
  type AdmissionRequest,
  type AdmissionSettings,
  type Admitted,
  createAdmission,
  type Limit,
} from './admission/admission.ts';
export type { LaneChange } from './admission/grants.ts';
export { type LaneSignal, type Lease, LeaseLost, type Lesson } from './admission/lease.ts';
export type { SetTimer } from './admission/leaseKeeper.ts';
export { createPace, type Pace, type PaceOptions, type PaceRequest, type PaceTaken } from './admission/pace.ts';
export { recipientLimit } from './admission/serverLimits.ts';
export { type WarmUpOptions, withWarmUp } from './admission/warmUp.ts';
export {
  type CatchAllAnswer,
  type CatchAllCache,
  type CatchAllCacheOptions,
  type CatchAllSubject,
  createCatchAllCache,
} from './catchAllCache.ts';
export { PROVIDERS } from './data/providers.ts';
export { type CachedFacts, createDnsCache, type DnsCache } from './dnsCache.ts';
export { createDnsInspection, type DnsInspection, type DnsInspectionOptions } from './dnsInspection.ts';
export type { Answer } from './dnsQuestions.ts';
export { createResolver, type DomainResolver, type ResolverOptions } from './domainResolver.ts';
export type { DomainFacts, LaneName, MailHost } from './facts.ts';
export { type Candidate, orderHosts } from './hostOrder.ts';
export { TAIL_LANE } from './laneName.ts';
export { LanesFileError, type LanesFileProblem } from './lanesFile/lanesFileError.ts';
export { type LaneSettings, loadLaneTable } from './lanesFile/loadLaneTable.ts';
export { createLaneTable, type LaneTable, type LaneTableOptions } from './laneTable.ts';
export type { LaneDefaults, LanePolicy, ProviderPolicy } from './policies.ts';
export { randomLocalPart } from './randomLocalPart.ts';
export { type LaneReport, type ReadLanesOptions, readLanes } from './readLanes.ts';
export { type WebAddress, WebAddressError, webAddress } from './web/webAddress.ts';
