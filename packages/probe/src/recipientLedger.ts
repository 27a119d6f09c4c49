import { needsSmtpUtf8, type RecipientFact, type SessionEnd, type Target, type TlsFact } from '@mailsift/smtp';

/** Who said it. */
export interface Host {
  readonly target: Target;
  readonly tls: TlsFact | null;
}

export interface LedgerEntry {
  readonly recipient: string;
  fact: RecipientFact;
  attempts: number;
  host: Host | null;
  /** See `Outcome`. */
  isDoubted: boolean;
}

/** Who is still to be asked, and what was said of the others. Sessions that run at once share it. */
export class RecipientLedger {
  readonly entries: readonly LedgerEntry[];
  #waiting: readonly LedgerEntry[];

  constructor(recipients: readonly string[]) {
    this.entries = recipients.map((recipient) => ({
      recipient,
      fact: { kind: 'not_asked', end: null },
      attempts: 0,
      host: null,
      isDoubted: false,
    }));
    // A server that refuses SMTPUTF8 with MAIL must not take the others with it.
    this.#waiting = [...this.entries.filter(isAscii), ...this.entries.filter((entry) => !isAscii(entry))];
  }

  /** How many wait to be asked; those taken by a session do not. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The next ones, at most so many: all in ASCII or none, since a transaction is of one kind (RFC 6531). */
  take(count: number): readonly LedgerEntry[] {
    const [first, ...others] = this.#waiting.slice(0, count);
    if (first === undefined) return [];
    const differs = others.findIndex((entry) => isAscii(entry) !== isAscii(first));
    const taken = [first, ...(differs === -1 ? others : others.slice(0, differs))];
    this.#waiting = this.#waiting.slice(taken.length);
    return taken;
  }

  takeAll(): readonly LedgerEntry[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }

  /** They wait again, before all others. */
  giveBack(entries: readonly LedgerEntry[]): void {
    this.#waiting = [...entries, ...this.#waiting];
  }

  /** Keeps what is known: that a later session did not ask says less than what an earlier one was told. */
  record(entry: LedgerEntry, fact: RecipientFact, host: Host): void {
    if (fact.kind === 'replied' || fact.kind === 'unanswered') entry.attempts++;
    if (fact.kind === 'not_asked' && entry.fact.kind !== 'not_asked') return;
    entry.fact = fact;
    entry.host = host;
  }

  /** Whoever waits is not asked any more, for this reason. */
  close(end: SessionEnd, target: Target | null): void {
    const host = target === null ? null : { target, tls: null };
    for (const entry of this.takeAll()) {
      if (entry.fact.kind === 'not_asked') Object.assign(entry, { fact: { kind: 'not_asked', end }, host });
    }
  }
}

function isAscii({ recipient }: LedgerEntry): boolean {
  return !needsSmtpUtf8(recipient);
}
