import { setMaxListeners } from 'node:events';
import { TAIL_LANE } from '@mailsift/lanes';
import { type AddressResult, readManifest } from '@mailsift/lists';
import type { DispatchedPass } from '@mailsift/queues';
import type { Identity } from '@mailsift/smtp';
import { decideInternalError } from '@mailsift/verdict';
import type { WorkerContext } from '../workerContext.ts';
import { judgeUnasked } from './judgeAddress.ts';
import type { OpenDomain } from './openDomains.ts';
import { probeUnknown } from './probeUnknown.ts';
import { tenantOf } from './tenantOf.ts';

/** Small domains of a packed batch that are asked side by side. */
export const TAIL_CONNECTIONS = 20;
/** After this nobody new is asked; what is left is published as not started. */
const TAIL_MS = 60_000;
const LANE_MS = 120_000;
const RENEW_MS = 500;
/** With the catch-all question they are one transaction. */
const FIRST_ADDRESSES = 4;
/** A pass that was started more often without coming to its end kills its worker: its addresses are asked one by one. */
const MOST_STARTS = 5;

/** The conversations of one pass. */
export class PassRun {
  readonly #context: WorkerContext;
  readonly #dispatched: DispatchedPass;
  readonly #starts: number;
  readonly #isFirst: boolean;
  readonly #identity: Identity;
  readonly #cut = new AbortController();
  readonly #stopped = new AbortController();
  readonly #startedAt = performance.now();
  #deadline: number;
  #tenant: string | null = null;

  constructor(context: WorkerContext, dispatched: DispatchedPass, begun: number | 'first') {
    this.#context = context;
    this.#dispatched = dispatched;
    this.#starts = begun === 'first' ? 1 : begun;
    this.#isFirst = begun === 'first';
    const identity = context.settings.identities.find(({ id }) => id === dispatched.pass.identity);
    if (identity === undefined) throw new Error(`This worker does not speak as ${dispatched.pass.identity}`);
    this.#identity = identity;
    // One listener for each conversation.
    setMaxListeners(0, this.#cut.signal, this.#stopped.signal);
    this.#deadline = Date.now() + (this.#isTail ? TAIL_MS : LANE_MS);
  }

  get #isTail(): boolean {
    return this.#dispatched.pass.lane === TAIL_LANE.lane;
  }

  /** Gives a result for every address of the domains. */
  async all(domains: readonly OpenDomain[]): Promise<readonly AddressResult[]> {
    const { stopping, store } = this.#context;
    this.#tenant = tenantOf((await readManifest(store, this.#dispatched.listId))?.owner);
    const stop = () => this.#stop();
    if (stopping.aborted) stop();
    stopping.addEventListener('abort', stop, { once: true });
    const renewing = setInterval(() => void this.#renew(), RENEW_MS);
    try {
      if (this.#starts > MOST_STARTS) return await this.#singly(domains);
      return await (this.#isFirst && !this.#isTail ? this.#firstAnswers(domains) : this.#sideBySide(domains));
    } finally {
      clearInterval(renewing);
      stopping.removeEventListener('abort', stop);
    }
  }

  /** Nobody new is asked; what has begun is finished. */
  #stop(): void {
    this.#deadline = Math.min(this.#deadline, Date.now());
    this.#stopped.abort();
  }

  /** Tells that the pass lives. It comes to an end where its list was paused or has ended, another has it, or it is to make room. */
  async #renew(): Promise<void> {
    // With Redis away the leases decide: they close the sockets when they run out.
    const elapsedMs = performance.now() - this.#startedAt;
    const renewed = await this.#context.passes.renew(this.#dispatched, elapsedMs).catch(() => 1);
    if (typeof renewed === 'string') this.#stop();
  }

  async #sideBySide(domains: readonly OpenDomain[]): Promise<readonly AddressResult[]> {
    const results: AddressResult[] = [];
    const waiting = domains.values();
    const askInTurn = async () => {
      for (const domain of waiting) results.push(...(await this.#ask(domain)));
    };
    const asking = Array.from({ length: this.#isTail ? TAIL_CONNECTIONS : 1 }, askInTurn);
    try {
      await Promise.all(asking);
    } catch (error) {
      this.#cut.abort();
      await Promise.allSettled(asking);
      throw error;
    }
    return results;
  }

  /** One transaction, so that the list has its first verdicts; the rest has no turn in this pass. */
  async #firstAnswers([first, ...others]: readonly OpenDomain[]): Promise<readonly AddressResult[]> {
    if (first === undefined) return [];
    const asked = await this.#ask({ ...first, addresses: first.addresses.slice(0, FIRST_ADDRESSES) });
    this.#stop();
    const rest = { ...first, addresses: first.addresses.slice(FIRST_ADDRESSES) };
    return [...asked, ...(await this.#sideBySide(rest.addresses.length === 0 ? others : [rest, ...others]))];
  }

  /** Who was being asked when the worker died is the one; nothing else is believed of it, and the others go on. */
  async #singly(domains: readonly OpenDomain[]): Promise<readonly AddressResult[]> {
    const { suspects } = this.#context;
    const killers = await suspects.read(this.#dispatched);
    const results: AddressResult[] = [];
    let place = 0;
    for (const domain of domains) {
      for (const address of domain.addresses) {
        const here = place++;
        if (killers.has(here)) {
          const judging = { schedules: this.#context.settings, now: Date.now(), executionMs: 0 };
          results.push(judgeUnasked(address, decideInternalError(), judging));
          continue;
        }
        await suspects.add(this.#dispatched, here);
        results.push(...(await this.#ask({ ...domain, addresses: [address] })));
        await suspects.remove(this.#dispatched, here);
      }
    }
    return results;
  }

  #ask(domain: OpenDomain): Promise<readonly AddressResult[]> {
    const terms = {
      identity: this.#identity,
      tenant: this.#tenant,
      deadline: () => this.#deadline,
      signal: this.#cut.signal,
      stop: this.#stopped.signal,
    };
    return probeUnknown(this.#context, domain, terms);
  }
}
