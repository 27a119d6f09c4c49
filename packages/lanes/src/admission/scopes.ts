import type { Keys } from '@mailsift/hints';
import type { AdmissionRequest } from './admission.ts';
import { ipScope, networkScope } from './ipScope.ts';

/** The keys of one request, each list in the order of the scripts. */
export interface Scopes {
  /** ZSETs of leases: lane, domain, server, destination, network, identity. */
  readonly leases: readonly string[];
  /** Buckets of new connections: lane, destination, network. */
  readonly paces: readonly string[];
  readonly state: string;
  readonly server: string;
  readonly breaker: string;
  readonly refusal: string;
  /** The lane in the index of refusals. */
  readonly member: string;
}

export function scopesOf({ identity: { id }, lane: { lane }, domain, ip }: AdmissionRequest, keys: Keys): Scopes {
  const destination = ipScope(ip);
  const network = `network:${networkScope(ip)}`;
  return {
    leases: [
      keys.leases(`lane:${id}:${lane}`),
      keys.leases(`domain:${domain}`),
      keys.leases(`server:${id}:${destination}`),
      keys.leases(`ip:${destination}`),
      keys.leases(network),
      keys.leases(`identity:${id}`),
    ],
    paces: [keys.pace(`connections:${id}:${lane}`), keys.pace(`ip:${destination}`), keys.pace(network)],
    state: keys.laneState(id, lane),
    server: keys.serverLimits(id, destination),
    breaker: keys.breaker(destination),
    refusal: keys.refusal(id, lane),
    member: `${id}~${lane}`,
  };
}
