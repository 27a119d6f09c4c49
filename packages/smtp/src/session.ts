import type { Capabilities } from './capabilities.ts';
import { type Command, CommandError, encodeCommand } from './command.ts';
import type { RecipientFact, Reply, SessionEnd, TlsFact } from './outcome.ts';
import { needsSmtpUtf8 } from './path.ts';
import type { Received, Wire } from './wire.ts';

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
  /** Whether a RCPT of this connection was answered by one reply and nothing else. */
  #isInStep = false;

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
   * One transaction: RSET if another came before, MAIL FROM, the RCPT TOs: one after the other, or at once where that is
   * safe (see `#mayPipeline`). Gives one fact for each
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
    const answers = await this.#askEach(commands.filter((command) => command !== null));
    const inOrder = answers.values();
    return commands.map((command) => (command === null ? NOT_ENCODABLE : (inOrder.next().value ?? NOT_ENCODABLE)));
  }

  /**
   * Whether commands may be written together (RFC 2920): the server offers it, and has answered a RCPT of this connection
   * with exactly one reply. One that says more than it was asked would be misread for every recipient after it.
   */
  get #mayPipeline(): boolean {
    return this.capabilities.has('PIPELINING') && this.#isInStep;
  }

  /** MAIL is waited for before the first RCPT: a refused one must not cost the recipients an attempt. */
  async #begin(smtpUtf8: boolean): Promise<void> {
    const mail: Command = { verb: 'MAIL', sender: this.#facts.mailFrom, smtpUtf8 };
    const opening: readonly Command[] = this.#transactions++ === 0 ? [mail] : [{ verb: 'RSET' }, mail];
    const groups = this.#mayPipeline ? [opening] : opening.map((command) => [command]);
    for (const group of groups) if (!(await this.#accepted(group))) return;
  }

  /** An RSET that fails counts at stage `mail`: it only opens the way for MAIL. */
  async #accepted(commands: readonly Command[]): Promise<boolean> {
    const received = await this.#wire.askAll(commands.map((command) => ({ stage: 'mail', command })));
    const refused = received.find(({ reply: { code } }) => code < 200 || code >= 300);
    if (refused !== undefined) this.#refusal = { kind: 'reply', reply: refused.reply };
    return this.end === null;
  }

  /** One fact for each. */
  async #askEach(commands: readonly Command[]): Promise<readonly RecipientFact[]> {
    const facts: RecipientFact[] = [];
    while (facts.length < commands.length) {
      const together = this.#mayPipeline ? commands.length : 1;
      facts.push(...(await this.#askGroup(commands.slice(facts.length, facts.length + together))));
    }
    return facts;
  }

  async #askGroup(commands: readonly Command[]): Promise<readonly RecipientFact[]> {
    const { end } = this;
    if (end !== null) return commands.map(() => ({ kind: 'not_asked', end }));
    const received = await this.#wire.askAll(commands.map((command) => ({ stage: 'rcpt', command })));
    this.#isInStep ||= received.length > 0 && this.end === null;
    const answered = this.#believed(received).map(({ reply }): RecipientFact => ({ kind: 'replied', reply }));
    const others = commands.slice(answered.length);
    return [...answered, ...others.map((): RecipientFact => ({ kind: 'unanswered', end: this.#endOfWire() }))];
  }

  /** A server that answers RCPT with 3xx waits for something else than a command: it is told and believed nothing more. */
  #believed(received: readonly Received[]): readonly Received[] {
    const odd = received.findIndex(({ reply: { code } }) => code >= 300 && code < 400);
    if (odd === -1) return received;
    this.#wire.fail('garbage', `${received[odd]?.reply.code} is no answer to RCPT`);
    return received.slice(0, odd + 1);
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
