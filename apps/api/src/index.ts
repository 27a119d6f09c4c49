export type { ApiLog, ApiSettings, ApiTiming } from './apiContext.ts';
export { createOpenPartial, type PartialSettings } from './download/openPartial.ts';
export type { ProblemBody } from './http/apiProblem.ts';
export { PROBLEMS, type ProblemCode } from './http/problemCatalogue.ts';
export type { PreviewedListView, PreviewView } from './lists/preview.ts';
export { type Page, readPage } from './page/readPage.ts';
export type { DownloadRequest, OpenPartial } from './ports.ts';
export type { GroupView } from './realtime/verify.ts';
export { type Api, type ApiOptions, startApi } from './startApi.ts';
