export { formatAccuracy } from './accuracy/formatAccuracy.ts';
export {
  CATEGORIES,
  type Category,
  type LabelledReply,
  readLabelledReplies,
} from './accuracy/labelledReply.ts';
export { type AccuracyReport, type Misjudged, measureAccuracy } from './accuracy/measureAccuracy.ts';
export { catchAllFactOf } from './catchAllFactOf.ts';
export { type DecideContext, decide, finalise } from './decide.ts';
export { decideDomain } from './decideDomain.ts';
export { decideEnd } from './decideEnd.ts';
export {
  decideEmpty,
  decideExpired,
  decideInternalError,
  decideSuppressed,
  decideSyntax,
  decideUnverifiable,
} from './decideWithoutProbe.ts';
export { describe } from './describe.ts';
export { isNotFound } from './isNotFound.ts';
export { laneSignal } from './laneSignal.ts';
export { judgeReply, type RuleMatch } from './match/judgeReply.ts';
export type { About, Meaning } from './meanings.ts';
export { retryHintMs } from './retryHint.ts';
export { RULES } from './rules/allRules.ts';
export type { Rule } from './rules/rule.ts';
export {
  CAUSES,
  type Cause,
  type Decision,
  EVENTS,
  type Event,
  type LaneSignal,
  RETRY_REASONS,
  type RetryReason,
  STATUSES,
  type Status,
  type Verdict,
} from './types.ts';
