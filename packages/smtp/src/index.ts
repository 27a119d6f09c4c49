export {
  type AddressClass,
  classifyAddress,
  isCanonicalAddress,
  isOwnAddress,
  isPublicAddress,
} from './addressGuard.ts';
export type { Capabilities } from './capabilities.ts';
export { type Command, CommandError, encodeCommand } from './command.ts';
export { openSession, type SessionOpening } from './opening.ts';
export {
  type CatchAllFact,
  FAULT_KINDS,
  type Fault,
  type FaultKind,
  type Identity,
  type Outcome,
  type RecipientFact,
  type Reply,
  type SessionEnd,
  type Stage,
  type Target,
  type TlsFact,
} from './outcome.ts';
export { needsSmtpUtf8 } from './path.ts';
export { parseReplyText } from './reply.ts';
export { Session } from './session.ts';
export type { SessionRequest, SessionTimeouts } from './sessionRequest.ts';
export type { TranscriptLine } from './transcript.ts';
