export { type BullQueue, type Catalogue, type CatalogueOptions, createCatalogue } from './catalogue/catalogue.ts';
export { JOBS, type JobData, type JobName } from './catalogue/jobs.ts';
export {
  type QueueWorker,
  type QueueWorkerOptions,
  startCheckWorker,
  startProbeWorker,
  startQueueWorker,
} from './catalogue/startQueueWorker.ts';
export { createIdentities, HANDOVER_MS, type Identities } from './identities/identities.ts';
export { rendezvous } from './identities/rendezvous.ts';
export { createListControl, type ListControl, type ListControlOptions } from './listControl.ts';
export {
  createMetricsBoard,
  type MetricsBoard,
  type PublishedMetrics,
} from './metrics/metricsBoard.ts';
export { type QueueDepths, readQueueDepths } from './metrics/queueDepths.ts';
export { type DispatchedPass, firstPass, nextPass, type Pass, parsePass, spellPass } from './passes/pass.ts';
export {
  createPasses,
  type DispatchLimits,
  type Passes,
  type PassesOptions,
  type Progressed,
} from './passes/passes.ts';
export { createSuspects, type Suspects } from './passes/suspects.ts';
export {
  CHECK_LIFE_MS,
  type CheckRecord,
  type CheckRecords,
  createCheckRecords,
} from './realtime/checkRecords.ts';
export {
  type ConversationLine,
  conversationLineSchema,
  recordConversation,
} from './realtime/conversation.ts';
export {
  type Check,
  type CheckGroup,
  type CheckRequest,
  createRealTimeChecks,
  type RealTimeChecks,
  type RealTimeOptions,
} from './realtime/realTimeChecks.ts';
export { callUrgent } from './realtime/urgency.ts';
export { dispatchPasses } from './reconcile/dispatchPasses.ts';
export { withLock } from './reconcile/lock.ts';
export { type Reconciled, reconcileList } from './reconcile/reconcileList.ts';
export { isCold, type RecoveryOptions, recover } from './reconcile/recovery.ts';
export { keepUp, type UpkeepOptions } from './reconcile/upkeep.ts';
export type { World } from './reconcile/world.ts';
