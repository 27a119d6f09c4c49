export {
  type Batch,
  type BatchDomain,
  type BatchEntry,
  type Cut,
  type CutContent,
  encodeCut,
  keyOf,
  readBatch,
  readCut,
} from './cut/cut.ts';
export { cutsOf, passesOf } from './cut/cutsOf.ts';
export {
  type DownloadFilter,
  downloadFilterSchema,
} from './download/downloadFilter.ts';
export { type Download, type DownloadOptions, openDownload } from './download/openDownload.ts';
export { openPartial, type PartialOptions } from './download/openPartial.ts';
export {
  pageCursorSchema,
  type ResultsPage,
  readResultsPage,
} from './download/readResultsPage.ts';
export { cleanList } from './finish/cleanList.ts';
export { type FinishOptions, finishList } from './finish/finishList.ts';
export type { Output } from './finish/output.ts';
export { type ResultRow, resultRowSchema } from './finish/resultRow.ts';
export { type Enrich, pendingResult, type RowResult, resultOf, rowResultSchema } from './finish/rowResult.ts';
export { readSealed, sealOutput } from './finish/sealOutput.ts';
export {
  ageOf,
  CONTROLS,
  type Control,
  type ControlRecord,
  type Hold,
  holdOf,
  readControls,
  writeControl,
} from './list/controls.ts';
export { LIST_STATES, type ListState } from './list/listState.ts';
export {
  commitManifest,
  dayOf,
  failList,
  isDeleted,
  type ListFailure,
  listFormatSchema,
  listIdSchema,
  type Manifest,
  readFailure,
  readFormat,
  readManifest,
  readStartedAt,
  startList,
} from './list/manifest.ts';
export { deleteList, leaveInInbox, type Marker, readMarker, writeTombstone } from './list/markers.ts';
export {
  type ApiKey,
  type ApiKeyChoice,
  createApiKey,
  digestOfKey,
  findApiKey,
  hasApiKeys,
  KEY_WEIGHTS,
  keyIdOf,
  type ListedApiKey,
  LOCAL_OWNER,
  listApiKeys,
  noteKeyUse,
  ownerSchema,
  revokeApiKey,
  weightOf,
} from './owner/apiKey.ts';
export { isListsCursor, type OwnedLists, type OwnedListsOptions, readOwnedLists } from './owner/ownedLists.ts';
export type { LaneProgress } from './progress/laneProgress.ts';
export { type ListView, type PaceOf, type ProviderView, viewList } from './progress/listView.ts';
export { type Progress, readProgress, recordOf } from './progress/readProgress.ts';
export { type Resolved, readResolved } from './resolve/resolved.ts';
export { type ResolveOptions, resolvePartition } from './resolve/resolvePartition.ts';
export {
  type AddressResult,
  addressResultSchema,
  type BatchAddress,
  type Retry,
  type SmtpResult,
  type Tries,
} from './result/addressResult.ts';
export { decidedResult } from './result/decidedResult.ts';
export {
  headerOf,
  type PassAddress,
  type PassResult,
  publishPass,
  type ResultHeader,
  readHeader,
  readPass,
} from './result/resultFile.ts';
export { type Tally, tallyFields, tallyOf } from './result/tally.ts';
export { readRecords } from './split/readRecords.ts';
export { readSplitDone, type SplitDone } from './split/splitDone.ts';
export type { SplitRecord } from './split/splitRecord.ts';
export { type SplitOptions, splitUpload } from './split/splitUpload.ts';
export { createFolderStore, sweepTemporary } from './store/folderStore.ts';
export { openStore } from './store/openStore.ts';
export { hasObject, putJson, readBytes, readJson } from './store/readObject.ts';
export { readSecret } from './store/secret.ts';
export type { Body, Range, Store } from './store/store.ts';
export { type BatchId, partitionSchema, storeKeys } from './store/storeKeys.ts';
export {
  isSettled,
  noteWebhook,
  openWebhooks,
  readWebhookAttempts,
  settleWebhook,
  type WebhookAttempt,
  webhookAttemptSchema,
  writeWebhookAttempt,
} from './webhook/webhookLog.ts';
