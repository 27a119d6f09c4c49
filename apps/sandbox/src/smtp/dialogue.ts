import type { ConnectionCounter } from '../counting/census.ts';
import { answerMailbox } from '../world/mailbox.ts';
import { type Action, codeOf, hangUp, multiLine, reply } from './action.ts';
import { type CommandLine, parseCommandLine, parsePath, parseRecipient } from './commandLine.ts';
import type { Recipient, Step, Turn } from './hostScript.ts';
import type { MailHost } from './mailHost.ts';

const EXTENSIONS = ['PIPELINING', 'SIZE 10485760', '8BITMIME', 'ENHANCEDSTATUSCODES'];
const OK = reply('250 2.0.0 Ok');
const SENDER_OK = reply('250 2.1.0 Ok');
const BYE = hangUp('221 2.0.0 Bye');
const OUT_OF_SEQUENCE = '503 5.5.1 Error: bad sequence of commands';
/** As many as Postfix's `smtpd_hard_error_limit`. */
const MOST_ERRORS = 20;

/** The state of one SMTP conversation (RFC 5321 section 4.1.4): a line in, an action out. It touches no socket. */
export class Dialogue implements Turn {
  readonly client: string;
  readonly #host: MailHost;
  readonly #counter: ConnectionCounter;
  ehlo: string | null = null;
  sender: string | null = null;
  recipient: Recipient | null = null;
  secured = false;
  talkedEarly = false;
  rcpts = 0;
  badRcpts = 0;
  accepted = 0;
  #errors = 0;

  constructor(host: MailHost, client: string, counter: ConnectionCounter) {
    this.#host = host;
    this.client = client;
    this.#counter = counter;
  }

  get connections(): number {
    return this.#host.connectionsOf(this.client);
  }

  greet(): Action {
    return this.#step('banner') ?? reply(`220 ${this.#host.name} ESMTP sandbox`);
  }

  /** After the TLS handshake nothing that was said before it counts (RFC 3207 section 4.2). */
  secure(): void {
    this.secured = true;
    this.ehlo = null;
    this.#endTransaction();
  }

  tooLong(): Action {
    return this.#error('500 5.5.2 Error: line too long');
  }

  answer(line: string): Action {
    const command = parseCommandLine(line);
    this.#counter.command(command.verb);
    switch (command.verb) {
      case 'EHLO':
      case 'HELO':
        return this.#hello(command);
      case 'STARTTLS':
        return this.#startTls(command);
      case 'MAIL':
        return this.#mail(command);
      case 'RCPT':
        return this.#rcpt(command);
      case 'RSET':
        this.#endTransaction();
        return OK;
      case 'NOOP':
        return OK;
      case 'VRFY':
        return reply('252 2.0.0 Send some mail, I will try my best');
      case 'QUIT':
        return BYE;
      case 'DATA':
      case 'BDAT':
        if (this.accepted === 0) return this.#error(OUT_OF_SEQUENCE);
        return reply('554 5.7.1 The sandbox takes no mail');
      default:
        return this.#error('500 5.5.2 Error: command not recognized');
    }
  }

  #hello({ verb, rest }: CommandLine): Action {
    if (rest === '') return this.#error(`501 5.5.4 Syntax: ${verb} hostname`);
    const chosen = this.#step(verb === 'EHLO' ? 'ehlo' : 'helo');
    if (chosen !== null) return chosen;
    this.#greeted(rest);
    if (verb === 'HELO') return reply(`250 ${this.#host.name}`);
    const more = this.#host.script.extensions ?? [];
    const startTls = this.#host.offersTls && !this.secured ? ['STARTTLS'] : [];
    return reply(multiLine(250, [this.#host.name, ...EXTENSIONS, ...startTls, ...more]));
  }

  #startTls({ rest }: CommandLine): Action {
    if (rest !== '') return this.#error('501 5.5.4 Syntax: STARTTLS');
    if (!this.#host.offersTls) return this.#error('502 5.5.1 Error: command not implemented');
    if (this.secured) return this.#error('554 5.5.1 Error: TLS already active');
    const ready: Action = { kind: 'secure', text: '220 2.0.0 Ready to start TLS', handshake: 'works', after: '' };
    return this.#step('starttls') ?? ready;
  }

  #mail({ rest }: CommandLine): Action {
    if (this.ehlo === null) return this.#error('503 5.5.1 Error: send HELO/EHLO first');
    if (this.sender !== null) return this.#error('503 5.5.1 Error: nested MAIL command');
    const found = parsePath(rest, 'FROM');
    if (found === null) return this.#error('501 5.5.4 Syntax: MAIL FROM:<address>');
    this.#counter.mail(found.path);
    const chosen = this.#step('mail');
    if (chosen !== null) return chosen;
    this.sender = found.path;
    return SENDER_OK;
  }

  #rcpt({ rest }: CommandLine): Action {
    if (this.sender === null) return this.#error('503 5.5.1 Error: need MAIL command');
    const path = parsePath(rest, 'TO');
    const recipient = path === null ? null : parseRecipient(path.path);
    if (recipient === null) return this.#error('501 5.1.3 Bad recipient address syntax');
    this.rcpts++;
    this.recipient = recipient;
    this.#counter.rcpt(recipient.address, recipient.domain);
    const action = this.#judge(recipient);
    const code = codeOf(action);
    if (code !== null && code < 300) this.accepted++;
    else this.#counter.refuse(recipient.domain);
    if (code !== null && code >= 500) this.badRcpts++;
    return action;
  }

  #judge(recipient: Recipient): Action {
    if (!this.#host.serves(recipient.domain)) return reply(`554 5.7.1 <${recipient.address}>: Relay access denied`);
    return this.#step('rcpt') ?? answerMailbox(recipient);
  }

  #step(step: Step): Action | null {
    const rule = this.#host.script.on?.[step];
    if (rule === undefined) return null;
    return typeof rule === 'function' ? rule(this) : rule;
  }

  #greeted(name: string): void {
    this.ehlo = name;
    this.#counter.ehlo(name);
    this.#endTransaction();
  }

  #endTransaction(): void {
    this.sender = null;
    this.recipient = null;
    this.accepted = 0;
  }

  #error(text: string): Action {
    this.#errors++;
    return this.#errors < MOST_ERRORS ? reply(text) : hangUp('421 4.7.0 Error: too many errors');
  }
}
