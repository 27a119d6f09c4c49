import type { LaneSignal, Lesson } from '@mailsift/lanes';
import type { FaultKind, RecipientFact, Reply, Session, SessionEnd } from '@mailsift/smtp';
import { laneSignal } from '@mailsift/verdict';
import { gravestSignal, isRefusalOfUs } from './gravestSignal.ts';
import { lessonOfTalk } from './lessons.ts';
import type { ProbeRun } from './probeRun.ts';
import type { Host, LedgerEntry } from './recipientLedger.ts';
import type { HoldUp, NotStarted } from './result.ts';
import { isSessionLimit } from './sessionLimit.ts';
import { transactionSize } from './sessionPlan.ts';
import { untilStopped } from './untilStopped.ts';

/** How a conversation came to its end. `used_up`: the work is done or the connection has had its share. */
export type Finish =
  | { readonly kind: 'used_up' }
  /** Another session may go on where this one was cut off. */
  | { readonly kind: 'cut_off'; readonly end: SessionEnd }
  /** Nobody else is to be asked in this run. */
  | { readonly kind: 'stopped'; readonly end: SessionEnd }
  | { readonly kind: 'held_up'; readonly notStarted: NotStarted };

/** Ways of losing a connection that a new one may cure. The others are our own, or a server not to be believed. */
const CURABLE: ReadonlySet<FaultKind> = new Set(['closed', 'reset', 'timeout']);
/** Another batch asks the catch-all question, and its answer did not come soon: that claim runs out in a minute. */
const CLAIM_RETRY_MS = 30_000;

/** One fact with what it means for the session, which is asked more than once. */
interface Heard {
  readonly fact: RecipientFact;
  readonly signal: LaneSignal;
  /** The server only says that this session has had its share. */
  readonly isLimit: boolean;
}

/** What is asked and learnt over one open session. */
export class Conversation {
  readonly #run: ProbeRun;
  readonly #session: Session;
  readonly #host: Host;
  readonly #heard: Heard[] = [];

  constructor(run: ProbeRun, session: Session, host: Host) {
    this.#run = run;
    this.#session = session;
    this.#host = host;
  }

  /** RCPTs written. */
  get rcpts(): number {
    return this.#heard.filter(({ fact }) => isWritten(fact)).length;
  }

  /** What the lane learns of it. A server's limit on one session is no complaint where it answered before. */
  get signal(): LaneSignal {
    const counting = this.#answered > 0 ? this.#heard.filter(({ isLimit }) => !isLimit) : this.#heard;
    return gravestSignal(counting.map(({ signal }) => signal));
  }

  /** What its server has shown. */
  get lesson(): Lesson {
    const refused = this.#heard.find(isRefusal);
    const limited = this.#heard.find(({ isLimit }) => isLimit);
    return lessonOfTalk({
      refusal: refused === undefined ? null : replyOf(refused.fact),
      limit: limited === undefined ? null : replyOf(limited.fact),
      answered: this.#answered,
    });
  }

  /** Asks, one transaction after the other, until there is a reason to end. Nothing is said after it but QUIT. */
  async talk(): Promise<Finish> {
    for (;;) {
      const finish = await this.#transact();
      if (finish !== null) return finish;
    }
  }

  get #answered(): number {
    return this.#heard.filter(({ fact, isLimit }) => fact.kind === 'replied' && !isLimit).length;
  }

  async #transact(): Promise<Finish | null> {
    const { ledger, question, request, share } = this.#run;
    const asksCatchAll = question.isOpen;
    const size = transactionSize({ recipients: ledger.waiting, asksCatchAll }, request.policy, share - this.rcpts);
    if (size === 0 || !this.#run.hasWork) return { kind: 'used_up' };
    const entries = ledger.take(asksCatchAll ? size - 1 : size);
    const notStarted = await this.#prepare(entries.length + Number(asksCatchAll));
    if (notStarted !== null) {
      ledger.giveBack(entries);
      return { kind: 'held_up', notStarted };
    }
    const random = question.isOpen ? [question.recipient] : [];
    const facts = await this.#session.ask([...random, ...entries.map(({ recipient }) => recipient)]);
    const [first] = facts;
    if (random.length > 0 && first !== undefined) await question.answer(first);
    const heard = facts.map(hear);
    this.#heard.push(...heard);
    return this.#conclude(heard, pair(entries, heard.slice(random.length)));
  }

  /** Waits until the transaction may begin; else says why it may not. */
  async #prepare(rcpts: number): Promise<NotStarted | null> {
    const { request, services, question } = this.#run;
    const { now, pace, sleep } = services;
    if (now() >= request.deadline) return heldUp('deadline', now());
    const taken = await pace.takePace({ ...request, rcpts, ip: this.#host.target.ip });
    if (!taken.taken) return heldUp('pace', taken.retryAt);
    if (now() + taken.waitMs >= request.deadline) return heldUp('deadline', now());
    if (taken.waitMs > 0) await sleep(taken.waitMs, untilStopped(this.#untilGone(), request.stop));
    if (now() >= request.deadline) return heldUp('deadline', now());
    // Last, so that the others wait for no longer than the question itself takes.
    if (!question.isOpen || (await question.claim(request.deadline, this.#untilGone())) !== 'taken') return null;
    return heldUp('catch_all', now() + CLAIM_RETRY_MS);
  }

  /** Aborted when the connection is gone, so that nobody sleeps on. */
  #untilGone(): AbortSignal {
    const gone = new AbortController();
    void this.#session.closed.then(() => gone.abort('the connection is gone'));
    return gone.signal;
  }

  #conclude(heard: readonly Heard[], asked: readonly (readonly [LedgerEntry, Heard])[]): Finish | null {
    const end = this.#endOf(heard);
    const resumes = end !== null && !isFinal(end, heard) && this.#run.mayResume(this.#answered);
    const again = resumes ? asked.filter(([, one]) => isOwed(one)) : [];
    for (const [entry, one] of asked) {
      // What is asked again right away has no reason of its own yet, unless it was written.
      if (isWritten(one.fact) || !resumes || !isOwed(one)) this.#run.ledger.record(entry, one.fact, this.#host);
    }
    if (end === null) return null;
    if (!resumes) return { kind: 'stopped', end };
    this.#run.ledger.giveBack(again.map(([entry]) => entry));
    this.#run.cutOffAfter(this.#answered);
    return { kind: 'cut_off', end };
  }

  /** Why nothing more is asked over this session, or null. */
  #endOf(heard: readonly Heard[]): SessionEnd | null {
    if (this.#session.end !== null) return this.#session.end;
    const last = heard.find((one) => one.isLimit || isRefusal(one));
    const reply = last === undefined ? null : replyOf(last.fact);
    return reply === null ? null : { kind: 'reply', reply };
  }
}

function heldUp(limit: HoldUp, retryAt: number): NotStarted {
  return { limit, retryAt };
}

function hear(fact: RecipientFact): Heard {
  const reply = replyOf(fact);
  return { fact, signal: laneSignal(fact), isLimit: reply !== null && isSessionLimit(reply) };
}

function pair(entries: readonly LedgerEntry[], heard: readonly Heard[]) {
  return entries.flatMap((entry, index) => {
    const one = heard[index];
    return one === undefined ? [] : [[entry, one] as const];
  });
}

function isWritten({ kind }: RecipientFact): boolean {
  return kind === 'replied' || kind === 'unanswered';
}

/** Whether the recipient has no answer of its own. */
function isOwed({ fact, isLimit }: Heard): boolean {
  return fact.kind === 'unanswered' || fact.kind === 'not_asked' || isLimit;
}

/** Whether the operator wants less of us, or nothing. */
function isRefusal({ signal, isLimit }: Heard): boolean {
  return !isLimit && isRefusalOfUs(signal);
}

/** Whether a new session would be no better. */
function isFinal(end: SessionEnd, heard: readonly Heard[]): boolean {
  return (end.kind === 'fault' && !CURABLE.has(end.fault.kind)) || heard.some(isRefusal);
}

function replyOf(fact: RecipientFact): Reply | null {
  if (fact.kind === 'replied') return fact.reply;
  if (fact.kind === 'not_encodable' || fact.end?.kind !== 'reply') return null;
  return fact.end.reply;
}
