import type { Candidate } from '@mailsift/lanes';
import type { SessionEnd, Stage, Target } from '@mailsift/smtp';

/** An attempt at a host that led to no conversation. */
export interface DeadEnd {
  readonly target: Target | null;
  readonly end: SessionEnd;
}

const STAGES: readonly Stage[] = ['connect', 'banner', 'ehlo', 'starttls', 'mail', 'rcpt'];

/**
 * The order in which hosts are tried on a retry: where the last pass was, then the others. An address that DNS no longer
 * names is nobody we know; another address of the same host keeps the same greylist.
 */
export function retryOrder(candidates: readonly Candidate[], sticky: Candidate | null): readonly Candidate[] {
  if (sticky === null) return candidates;
  const rank = ({ host, ip }: Candidate) => (host !== sticky.host ? 2 : Number(ip !== sticky.ip));
  return [0, 1, 2].flatMap((wanted) => candidates.filter((candidate) => rank(candidate) === wanted));
}

/** The one that tells more: it came further; at the same stage a reply says more than a fault, and the first stands. */
export function furtherOf(first: DeadEnd | null, second: DeadEnd): DeadEnd {
  return first === null || progressOf(second.end) > progressOf(first.end) ? second : first;
}

function progressOf(end: SessionEnd): number {
  const { stage } = end.kind === 'reply' ? end.reply : end.fault;
  return STAGES.indexOf(stage) * 2 + Number(end.kind === 'reply');
}
