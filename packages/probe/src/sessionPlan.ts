import type { LanePolicy } from '@mailsift/lanes';

interface Work {
  readonly recipients: number;
  readonly asksCatchAll: boolean;
}

/** Connections at once that the work is worth: none that would find nothing to do, and never more than the policy's. */
export function sessionsFor({ recipients, asksCatchAll }: Work, policy: LanePolicy, most: number): number {
  const rcpts = recipients + (asksCatchAll ? 1 : 0);
  return Math.max(1, Math.min(most, policy.connections, Math.ceil(rcpts / policy.rcptsPerConnection)));
}

/**
 * RCPTs of the next transaction, the catch-all question counted: what is left of the connection's share, at most a
 * transaction's. 0 where the connection has had its share.
 */
export function transactionSize({ recipients, asksCatchAll }: Work, policy: LanePolicy, left: number): number {
  return Math.max(0, Math.min(recipients + (asksCatchAll ? 1 : 0), policy.rcptsPerTransaction, left));
}
