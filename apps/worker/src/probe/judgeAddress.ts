import type { LanePolicy } from '@mailsift/lanes';
import type { AddressResult, BatchAddress, SmtpResult, Tries } from '@mailsift/lists';
import type { DomainProbe, RecipientProbe } from '@mailsift/probe';
import type { Outcome, Reply, SessionEnd } from '@mailsift/smtp';
import { type Decision, decide, describe, judgeReply, type RetryReason, retryHintMs } from '@mailsift/verdict';
import type { OpenAddress } from './openDomains.ts';
import { planRetry, type RetrySchedules } from './retryPlan.ts';

export interface Judging {
  readonly policy: LanePolicy;
  readonly schedules: RetrySchedules;
  readonly now: number;
  readonly executionMs: number;
  /** After how long a domain that greylists let us pass before, ms. */
  readonly passedAfterMs?: number | null;
}

/** From the facts of a probe to the result of one address: its verdict, or when it is asked again. */
export function judgeAddress(
  open: OpenAddress,
  { probe, recipient }: { readonly probe: DomainProbe; readonly recipient: RecipientProbe },
  judging: Judging,
): AddressResult {
  const { outcome, attempts } = recipient;
  const catchAllRetry = retryOfQuestion(probe);
  const decision = decide(outcome, { policy: judging.policy, catchAllRetry });
  const reply = replyOf(outcome);
  const target = outcome.target ?? probe.target;
  const host = { mxHost: target?.host ?? null, mxIp: target?.ip ?? null };
  const hintMs = hintOf(decision.retry, reply, probe);
  const notBefore = probe.notStarted?.retryAt ?? judging.now;
  return resultOf(open, decision, { ...judging, attempts, smtp: smtpOf(outcome), host, hintMs, notBefore });
}

/** A result that no conversation had a part in: DNS, or a fault of ours. */
export function judgeUnasked(open: OpenAddress, decision: Decision, judging: Omit<Judging, 'policy'>): AddressResult {
  const nobody = { attempts: 0, smtp: null, host: { mxHost: null, mxIp: null }, hintMs: null, notBefore: judging.now };
  return resultOf(open, decision, { ...judging, ...nobody });
}

interface Asked extends Omit<Judging, 'policy'> {
  readonly attempts: number;
  readonly smtp: SmtpResult | null;
  readonly host: { readonly mxHost: string | null; readonly mxIp: string | null };
  readonly hintMs: number | null;
  readonly notBefore: number;
}

/** Each field by its name: one result for each address of a list, and spreads cost more than all the rest of it. */
function resultOf({ address, previous }: OpenAddress, decision: Decision, asked: Asked): AddressResult {
  const tries = previous?.tries ?? { greylist: 0, retry: 0 };
  const plan = decision.retry === null ? { retry: null, tries } : planOf(address, decision.retry, { asked, tries });
  // Having had no turn says nothing: what an earlier pass found out stays the last that is known.
  if (decision.retry === 'not_started' && previous !== null) {
    const retry = plan.retry === null ? null : { ...plan.retry, ...stickyOf(previous) };
    return { ...previous, attempts: previous.attempts + asked.attempts, retry };
  }
  return {
    address: address.address,
    rows: address.rows,
    flags: address.flags,
    suggested: address.suggested,
    status: decision.status,
    event: decision.event,
    cause: decision.cause,
    rule: decision.rule,
    details: describe(decision),
    mxHost: asked.host.mxHost,
    mxIp: asked.host.mxIp,
    smtp: asked.smtp,
    attempts: (previous?.attempts ?? 0) + asked.attempts,
    tries: plan.tries,
    verifiedAt: asked.now,
    executionMs: asked.executionMs,
    retry: plan.retry,
  };
}

function planOf(
  { address }: BatchAddress,
  reason: RetryReason,
  { asked, tries }: { readonly asked: Asked; readonly tries: Tries },
) {
  return planRetry({ passedAfterMs: null, ...asked, domain: domainOf(address), reason, tries }, asked.schedules);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function stickyOf({ retry }: AddressResult) {
  return { mxHost: retry?.mxHost ?? null, mxIp: retry?.mxIp ?? null };
}

/** An accepted address whose catch-all question was put off is asked again for the same reason. */
function retryOfQuestion({ random }: DomainProbe): RetryReason | null {
  return random?.kind === 'replied' ? judgeReply(random.reply).retry : null;
}

function hintOf(reason: RetryReason | null, reply: Reply | null, { random }: DomainProbe): number | null {
  if (reason === null) return null;
  const hint = reply === null ? null : retryHintMs(reply);
  return hint ?? (random?.kind === 'replied' ? retryHintMs(random.reply) : null);
}

function endOf({ recipient }: Outcome): SessionEnd | null {
  return recipient.kind === 'unanswered' || recipient.kind === 'not_asked' ? recipient.end : null;
}

function replyOf(outcome: Outcome): Reply | null {
  if (outcome.recipient.kind === 'replied') return outcome.recipient.reply;
  const end = endOf(outcome);
  return end?.kind === 'reply' ? end.reply : null;
}

function smtpOf(outcome: Outcome): SmtpResult | null {
  const tls = outcome.tls !== null;
  const reply = replyOf(outcome);
  if (reply !== null) {
    const { stage, code, enhancedCode, text } = reply;
    return { stage, code, enhancedCode, reply: text, tls };
  }
  const end = endOf(outcome);
  if (end?.kind !== 'fault') return null;
  return { stage: end.fault.stage, code: null, enhancedCode: null, reply: end.fault.detail, tls };
}
