import { connect as connectSocket, isIPv4, isIPv6, type Socket, type TcpSocketConnectOpts } from 'node:net';
import { isCanonicalAddress, isOwnAddress, isPublicAddress } from './addressGuard.ts';
import { describe, makeFault } from './faults.ts';
import type { Fault } from './outcome.ts';
import type { SessionRequest } from './sessionRequest.ts';

/**
 * Starts a connection to the target's address literal, or says why it must not be. No name is ever looked up: a second
 * answer of a resolver could be another address than the one that was judged.
 */
export function startConnecting(request: SessionRequest): Socket | Fault {
  const { target, allowPrivate } = request;
  const refusal = refusalOf(target.ip, allowPrivate);
  if (refusal !== null) return makeFault('connect', 'forbidden_address', `${target.ip}: ${refusal}`);
  try {
    return connectSocket(connectOptions(request));
  } catch (error) {
    return makeFault('connect', 'local', describe(error));
  }
}

/** The identity's local address, where it is of the target's family; a socket cannot be bound across families. */
export function bindAddress({ identity, target }: SessionRequest): string | undefined {
  const { bind } = identity;
  if (bind === null) return undefined;
  return isIPv6(bind) === isIPv6(target.ip) ? bind : undefined;
}

function refusalOf(ip: string, allowPrivate: boolean): string | null {
  if (!isCanonicalAddress(ip)) return 'not a canonical address';
  if (allowPrivate) return null;
  if (!isPublicAddress(ip)) return 'not a public address';
  return isOwnAddress(ip) ? "one of this machine's own addresses" : null;
}

function connectOptions(request: SessionRequest): TcpSocketConnectOpts {
  const { ip, port } = request.target;
  const localAddress = bindAddress(request);
  return {
    host: ip,
    port,
    family: isIPv4(ip) ? 4 : 6,
    autoSelectFamily: false,
    noDelay: true,
    lookup: (_name, _options, callback) => callback(new Error('mail hosts are never looked up here'), '', 0),
    ...(localAddress === undefined ? {} : { localAddress }),
  };
}
