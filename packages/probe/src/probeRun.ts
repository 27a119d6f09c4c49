import type { Candidate } from '@mailsift/lanes';
import type { SessionEnd, Target } from '@mailsift/smtp';
import { CatchAllQuestion } from './catchAllQuestion.ts';
import { type DeadEnd, furtherOf, retryOrder } from './hostChoice.ts';
import { type Host, RecipientLedger } from './recipientLedger.ts';
import type { ProbeRequest } from './request.ts';
import type { DomainProbe, NotStarted, SessionReport } from './result.ts';
import type { RunServices } from './runServices.ts';

/** Sessions cut off in one run before it is left to a later pass: each has shown how many RCPTs the server takes. */
const MAX_LOSSES = 5;

/** What the sessions of one probe share. */
export class ProbeRun {
  readonly request: ProbeRequest;
  readonly services: RunServices;
  /** Aborted with the request's. */
  readonly signal: AbortSignal;
  readonly ledger: RecipientLedger;
  readonly question: CatchAllQuestion;
  readonly sessions: SessionReport[] = [];
  /** Hosts whose STARTTLS failed: spoken to in clear for the rest of the run. */
  readonly clearOnly = new Set<string>();
  #share: number;
  #losses = 0;
  #home: Candidate | null = null;
  #lastHost: Host | null = null;
  #stop: DeadEnd | null = null;
  #dead: DeadEnd | null = null;
  #heldUp: NotStarted | null = null;

  constructor(request: ProbeRequest, services: RunServices, signal: AbortSignal) {
    this.request = request;
    this.services = services;
    this.signal = signal;
    this.ledger = new RecipientLedger(request.recipients);
    this.question = new CatchAllQuestion(request, services);
    this.#share = request.policy.rcptsPerConnection;
  }

  /** Whether another session is to be opened. */
  get hasWork(): boolean {
    return this.ledger.waiting > 0 && this.#stop === null;
  }

  /** RCPTs one connection may carry: the policy's number, or fewer once the server has shown that it takes fewer. */
  get share(): number {
    return this.#share;
  }

  /** Hosts to try now: all of them, in order, until one has greeted us; then only that one. */
  get candidates(): readonly Candidate[] {
    return this.#home === null ? retryOrder(this.request.candidates, this.request.sticky) : [this.#home];
  }

  /** A host has greeted us: from now on no other is tried, whatever it answers to RCPT. */
  met(host: Host): void {
    this.#home ??= { host: host.target.host, ip: host.target.ip };
    this.#lastHost = host;
  }

  /** A run of its own for one address, at the host that this one has met. */
  control(recipient: string): ProbeRun {
    const { request, services, signal } = this;
    const control = new ProbeRun({ ...request, recipients: [recipient], catchAll: 'no' }, services, signal);
    control.#home = this.#home;
    for (const ip of this.clearOnly) control.clearOnly.add(ip);
    return control;
  }

  /** Whether a session that was cut off after so many answers is followed by another. */
  mayResume(answered: number): boolean {
    return answered > 0 && this.#losses < MAX_LOSSES;
  }

  /** What the server has said to others of us, or null. */
  limitShare(rcpts: number | null): void {
    if (rcpts !== null) this.#share = Math.max(1, Math.min(this.#share, rcpts));
  }

  cutOffAfter(answered: number): void {
    this.#losses++;
    this.#share = Math.max(1, Math.min(this.#share, answered));
  }

  /** Nobody else is asked in this run. The first reason stands. */
  stop(end: SessionEnd, target: Target): void {
    this.#stop ??= { end, target };
  }

  /** Nobody waits any more, so that the sessions under way end; for a run that is going to reject. */
  abandon(): void {
    this.ledger.takeAll();
  }

  noHost(deadEnd: DeadEnd): void {
    this.#dead = furtherOf(this.#dead, deadEnd);
  }

  /** The latest time counts: what was forbidden before it would be forbidden again. */
  holdUp(notStarted: NotStarted): void {
    if (this.#heldUp === null || notStarted.retryAt > this.#heldUp.retryAt) this.#heldUp = notStarted;
  }

  /** The facts of the run once its sessions are over. */
  finish(): DomainProbe {
    const last = this.#stop ?? (this.#heldUp === null ? this.#dead : null);
    if (last !== null) this.ledger.close(last.end, last.target);
    const { fact: catchAll, random } = this.question;
    const recipients = this.ledger.entries.map(({ fact, attempts, host, isDoubted }) => ({
      outcome: {
        recipient: fact,
        catchAll,
        ...(isDoubted ? { doubted: true as const } : {}),
        target: host?.target ?? null,
        tls: host?.tls ?? null,
      },
      attempts,
    }));
    const handsBack = this.ledger.entries.some(({ fact }) => fact.kind === 'not_asked' && fact.end === null);
    return {
      recipients,
      catchAll,
      random,
      target: this.#lastHost?.target ?? this.#dead?.target ?? null,
      tls: this.#lastHost?.tls ?? null,
      sessions: this.sessions,
      notStarted: handsBack ? this.#heldUp : null,
    };
  }
}
