import { isIPv6 } from 'node:net';
import { FAULT_KINDS, type Fault, type FaultKind, type Stage } from './outcome.ts';
import { sanitise } from './sanitise.ts';

const MAX_DETAIL = 200;

const KIND_OF_CODE: ReadonlyMap<string, FaultKind> = new Map([
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'reset'],
  ['ECONNABORTED', 'reset'],
  ['EPIPE', 'reset'],
  ['ETIMEDOUT', 'timeout'],
  ['EHOSTUNREACH', 'unreachable'],
  ['EHOSTDOWN', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['ENETDOWN', 'unreachable'],
  // No IPv6 on this machine.
  ['EAFNOSUPPORT', 'unreachable'],
]);

export function makeFault(stage: Stage, kind: FaultKind, detail: string): Fault {
  return { stage, kind, detail: sanitise(detail, MAX_DETAIL) };
}

/** A fault from an error of a socket. While connecting, a code without a meaning here is our side's; later, a lost peer. */
export function faultOfError(error: unknown, stage: Stage): Fault {
  const detail = describe(error);
  return makeFault(stage, KIND_OF_CODE.get(detail) ?? (stage === 'connect' ? 'local' : 'reset'), detail);
}

/** As `faultOfError`, for an attempt to connect: a machine without IPv6 has no address to speak from, and no fault in that. */
export function faultOfConnectError(error: unknown, ip: string, bind: string | undefined): Fault {
  const detail = describe(error);
  const noIPv6 = detail === 'EADDRNOTAVAIL' && isIPv6(ip) && bind === undefined;
  return noIPv6 ? makeFault('connect', 'unreachable', detail) : faultOfError(error, 'connect');
}

/** The `faultKind` that the reason of an abort names, else `aborted`. */
export function faultOfAbort(reason: unknown, stage: Stage): Fault {
  const named = typeof reason === 'object' && reason !== null && 'faultKind' in reason ? reason.faultKind : undefined;
  return makeFault(stage, FAULT_KINDS.find((kind) => kind === named) ?? 'aborted', describe(reason));
}

/** The stable code of an error, or its message. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'aborted';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
