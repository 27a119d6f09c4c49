import type { CatchAllSubject } from '@mailsift/lanes';
import type { CatchAllFact, RecipientFact } from '@mailsift/smtp';
import { catchAllFactOf } from '@mailsift/verdict';
import type { ProbeRequest } from './request.ts';
import type { RunServices } from './runServices.ts';

/** How often one who waits for another's answer looks for it. An answer takes a round trip or two. */
const LOOK_EVERY_MS = 250;
/** As long as a session sleeps for its pace. */
const LONGEST_WAIT_MS = 5_000;

/** `mine`: ask now. `answered`: somebody else has, nothing is asked. `taken`: somebody else is at it still. */
export type Claim = 'mine' | 'answered' | 'taken';

/** The one question whether a domain takes every address: asked by one session of one batch, cached for all. */
export class CatchAllQuestion {
  readonly recipient: string;
  readonly #services: RunServices;
  readonly #subject: CatchAllSubject;
  #fact: CatchAllFact | null;
  #random: RecipientFact | null = null;
  #isMine = false;
  #onSettled: (() => void) | null = null;

  constructor(request: ProbeRequest, services: RunServices) {
    this.#services = services;
    this.#subject = { identity: request.identity.id, domain: request.domain };
    this.recipient = `${request.randomLocal}@${request.domain}`;
    this.#fact = request.catchAll ?? (request.policy.catchAll === 'never' ? 'not_asked' : null);
  }

  /** Whether it is still to be asked: by the first RCPT of the next transaction. */
  get isOpen(): boolean {
    return this.#fact === null;
  }

  get fact(): CatchAllFact {
    return this.#fact ?? 'not_asked';
  }

  /** What the random address was told in this probe. */
  get random(): RecipientFact | null {
    return this.#random;
  }

  /** Calls back once it is answered, at once where it is. */
  whenSettled(callback: () => void): void {
    if (this.isOpen) this.#onSettled = callback;
    else callback();
  }

  /** Takes over what others have found out. */
  async lookUp(): Promise<void> {
    if (!this.isOpen) return;
    const known = await this.#services.catchAllCache.get(this.#subject);
    if (known !== null) this.#settle(known);
  }

  /** Takes the question, or waits a while for the answer of who has it; ends early with the signal or at the deadline. */
  async claim(deadline: number, signal: AbortSignal): Promise<Claim> {
    const { catchAllCache, now, sleep } = this.#services;
    const until = Math.min(deadline, now() + LONGEST_WAIT_MS);
    for (;;) {
      const known = this.#isMine ? await catchAllCache.get(this.#subject) : await catchAllCache.claim(this.#subject);
      if (known === 'mine') this.#isMine = true;
      else if (known === 'yes' || known === 'no') this.#settle(known);
      if (!this.isOpen) return 'answered';
      if (this.#isMine) return 'mine';
      if (signal.aborted || now() >= until) return 'taken';
      await sleep(LOOK_EVERY_MS, signal);
    }
  }

  /** Where it was not even written, the question stays open for another session. */
  async answer(random: RecipientFact): Promise<void> {
    if (random.kind === 'not_asked') return;
    this.#random = random;
    const fact = catchAllFactOf(random);
    if (fact === 'yes' || fact === 'no') await this.#services.catchAllCache.set(this.#subject, fact);
    this.#settle(fact);
  }

  /** Gives a claim back that brought no answer: the domain's next batch, or the retry of this one, asks again. */
  async release(): Promise<void> {
    if (!this.#isMine || this.#fact === 'yes' || this.#fact === 'no') return;
    this.#isMine = false;
    await this.#services.catchAllCache.release(this.#subject);
  }

  /** The answer was not about the address: nothing is known of the domain, and nothing stays in the cache. */
  async disbelieve(): Promise<void> {
    this.#fact = 'inconclusive';
    await this.askAgain();
  }

  /** Whoever comes next asks anew; what was heard in this probe stands for it. */
  async askAgain(): Promise<void> {
    await this.#services.catchAllCache.forget(this.#subject);
  }

  #settle(fact: CatchAllFact): void {
    this.#fact = fact;
    this.#onSettled?.();
    this.#onSettled = null;
  }
}
