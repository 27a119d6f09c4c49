export { probeDomain } from './probeDomain.ts';
export type { ProbeRequest, ProbeServices, SessionSettings, Sleep } from './request.ts';
export type { DomainProbe, HoldUp, NotStarted, RecipientProbe, SessionReport } from './result.ts';
export { sessionsFor, transactionSize } from './sessionPlan.ts';
export { withoutLimits } from './withoutLimits.ts';
