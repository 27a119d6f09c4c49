import type { Capabilities } from './capabilities.ts';
import { type Command, CommandError, encodeCommand } from './command.ts';
import type { RecipientFact, Reply, SessionEnd, TlsFact } from './outcome.ts';
import { needsSmtpUtf8 } from './path.ts';
import type { Wire } from './wire.ts';

/** What was settled before the first question. */
export interface SessionFacts {
  readonly mailFrom: string;
  readonly banner: Reply;
  readonly capabilities: Capabilities;
  readonly tls: TlsFact | null;
}

const NOT_ENCODABLE: RecipientFact = { kind: 'not_encodable' };

/** A greeted server that can be asked about recipients. It never gets as far as DATA. Whoever opened it calls `quit`. */
export class Session {
  readonly #wire: Wire;
  readonly #facts: SessionFacts;
  #transactions = 0;
  /** Set once MAIL or RSET was refused: nothing more is asked, only QUIT is said. */
  #refusal: SessionEnd | null = null;
  #isAsking = false;

  constructor(wire: Wire, facts: SessionFacts) {
    this.#wire = wire;
    this.#facts = facts;
  }

  get banner(): Reply {
    return this.#facts.banner;
  }

  /** What the last EHLO offered. */
  get capabilities(): Capabilities {
    return this.#facts.capabilities;
  }

  get tls(): TlsFact | null {
    return this.#facts.tls;
  }

  /** Whether the connection stands. After a refused MAIL it does, but only for `quit`. */
  get alive(): boolean {
    return this.#wire.end === null;
  }

  /** Resolves after the socket's `close` event, whoever closed it. */
  get closed(): Promise<void> {
    return this.#wire.closed;
  }

  /** Why nothing more can be asked, or null while it can. */
  get end(): SessionEnd | null {
    return this.#refusal ?? this.#wire.end;
  }

  /**
   * One transaction: RSET if another came before, MAIL FROM, one RCPT TO after the other. Gives one fact for each
   * recipient (`local@domain`, domain in A-labels), in their order; never rejects for what a server does.
   *
   * @throws Error when a question is asked before the last one was answered.
   */
  async ask(recipients: readonly string[]): Promise<readonly RecipientFact[]> {
    if (this.#isAsking) throw new Error('one transaction at a time');
    this.#isAsking = true;
    try {
      return await this.#transact(recipients);
    } finally {
      this.#isAsking = false;
    }
  }

  /** Says QUIT if the connection stands, and resolves after the socket's `close` event. May be called again. */
  async quit(): Promise<void> {
    await this.#wire.quit();
  }

  /** Closes at once without a word. A question under way gets `aborted`. */
  destroy(): void {
    this.#wire.fail('aborted', 'destroyed');
  }

  async #transact(recipients: readonly string[]): Promise<readonly RecipientFact[]> {
    const smtpUtf8 = this.capabilities.has('SMTPUTF8') && recipients.some(needsSmtpUtf8);
    const commands = recipients.map((recipient) => encodable({ verb: 'RCPT', recipient, smtpUtf8 }));
    if (commands.every((command) => command === null)) return recipients.map(() => NOT_ENCODABLE);
    if (this.end === null) await this.#begin(smtpUtf8);
    const facts: RecipientFact[] = [];
    for (const command of commands) facts.push(command === null ? NOT_ENCODABLE : await this.#askOne(command));
    return facts;
  }

  async #begin(smtpUtf8: boolean): Promise<void> {
    const isFirst = this.#transactions++ === 0;
    if (!isFirst && !(await this.#accepted({ verb: 'RSET' }))) return;
    await this.#accepted({ verb: 'MAIL', sender: this.#facts.mailFrom, smtpUtf8 });
  }

  /** An RSET that fails counts at stage `mail`: it only opens the way for MAIL. */
  async #accepted(command: Command): Promise<boolean> {
    const received = await this.#wire.ask('mail', command);
    if (received === null) return false;
    const { reply } = received;
    if (reply.code >= 200 && reply.code < 300) return this.#wire.end === null;
    this.#refusal = { kind: 'reply', reply };
    return false;
  }

  async #askOne(command: Command): Promise<RecipientFact> {
    if (this.end !== null) return { kind: 'not_asked', end: this.end };
    const received = await this.#wire.ask('rcpt', command);
    if (received !== null) return { kind: 'replied', reply: this.#checkMode(received.reply) };
    return { kind: 'unanswered', end: this.#endOfWire() };
  }

  /** A server that answers RCPT with 3xx waits for something else than a command: it is told nothing more. */
  #checkMode(reply: Reply): Reply {
    if (reply.code >= 300 && reply.code < 400) this.#wire.fail('garbage', `${reply.code} is no answer to RCPT`);
    return reply;
  }

  #endOfWire(): SessionEnd {
    const { end } = this.#wire;
    if (end === null) throw new Error('a wire without an answer has ended');
    return end;
  }
}

/** The command if it can be written as one line, else null. */
function encodable(command: Command): Command | null {
  try {
    encodeCommand(command);
    return command;
  } catch (error) {
    if (error instanceof CommandError) return null;
    throw error;
  }
}
