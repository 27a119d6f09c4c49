import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { isSameAddress } from './addressGuard.ts';
import { type Command, encodeCommand } from './command.ts';
import { bindAddress } from './connect.ts';
import { describe, faultOfAbort, faultOfConnectError, faultOfError, makeFault } from './faults.ts';
import type { Fault, FaultKind, Reply, SessionEnd, Stage } from './outcome.ts';
import { toReply } from './reply.ts';
import { type RawReply, type ReplyLine, ReplyParser } from './replyParser.ts';
import type { SessionRequest } from './sessionRequest.ts';
import { startTlsLayer } from './tlsLayer.ts';
import type { Transcript } from './transcript.ts';

/** One reply with its lines, which EHLO needs apart. */
export interface Received {
  readonly reply: Reply;
  readonly lines: readonly ReplyLine[];
}

/** A command with the stage that its reply belongs to. */
export interface Step {
  readonly stage: Stage;
  readonly command: Command;
}

/** Faults after which no reply of the same group is believed: one too many may have moved them all by one. */
const POISONOUS: ReadonlySet<FaultKind> = new Set(['garbage', 'too_long', 'injected']);
/** RFC 5321 section 3.8: QUIT is owed, but nothing hangs on its reply. */
const QUIT_WAIT_MS = 2000;
/** Longer delays make Node's timers fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const SERVICE_CLOSING = 421;

/**
 * One TCP connection that says one thing at a time, or one group. The first thing that ends it stands as `end`; whatever comes later,
 * bytes and errors alike, is ignored. Every step has a deadline of its own beside that of the whole session.
 */
export class Wire {
  /** Resolves after the `close` event of the socket: only then is the connection gone from the server's counters. */
  readonly closed: Promise<void>;
  readonly #request: SessionRequest;
  readonly #transcript: Transcript;
  readonly #raw: Socket;
  readonly #parser = new ReplyParser();
  readonly #sessionTimer: NodeJS.Timeout;
  readonly #onAbort = () => this.#finish(asEnd(faultOfAbort(this.#request.signal?.reason, this.#stage)));
  readonly #onData = (chunk: Buffer) => this.#receive(chunk);
  #layer: Socket;
  #stage: Stage = 'connect';
  #step: 'connect' | 'handshake' | 'reply' | 'quit' = 'connect';
  /** Stages of the replies that are owed, in the order of their commands. */
  #owed: Stage[] = [];
  /** Replies that were owed and have come, until somebody takes them. */
  #arrived: Received[] = [];
  /** Resumes who waits for the present step: a reply has come, the step is done, or the wire has ended. */
  #settle: (() => void) | null = null;
  #end: SessionEnd | null = null;

  constructor(raw: Socket, request: SessionRequest, transcript: Transcript) {
    this.#raw = raw;
    this.#layer = raw;
    this.#request = request;
    this.#transcript = transcript;
    this.closed = new Promise((resolve) => raw.once('close', () => resolve()));
    this.#watch(raw);
    const { sessionMs } = request.timeouts;
    this.#sessionTimer = startTimer(sessionMs, () => this.fail('timeout', `session longer than ${sessionMs} ms`));
    request.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Why the connection is over, or null while it stands. */
  get end(): SessionEnd | null {
    return this.#end;
  }

  /** Waits for the connection and checks that it leads to the address that was judged; `end` tells whether it does. */
  async connected(): Promise<void> {
    this.#raw.once('connect', () => this.#settle?.());
    await this.#wait(this.#request.timeouts.connectMs, 'no connection');
    if (this.#end !== null) return;
    const peer = this.#raw.remoteAddress;
    if (peer === undefined) this.fail('reset', 'gone while connecting');
    else if (!isSameAddress(peer, this.#request.target.ip)) this.fail('forbidden_address', `reached ${peer} instead`);
    else this.#raw.on('data', this.#onData);
  }

  /** Waits for all lines of the banner: servers test who speaks before the last one (postscreen). Null: see `end`. */
  async banner(): Promise<Received | null> {
    const [banner = null] = await this.#exchange(['banner'], []);
    return banner;
  }

  /**
   * Writes one command and waits for its reply. Null: see `end`, which also stands beside a reply of 421.
   *
   * @throws CommandError with nothing written.
   */
  async ask(stage: Stage, command: Command): Promise<Received | null> {
    const [received = null] = await this.#exchange([stage], [command]);
    return received;
  }

  /**
   * Writes a group of commands at once (RFC 2920) and waits for one reply to each. Gives those that came, in order; where
   * some are missing, see `end`. None is given where something that is no reply, or one too many, came with them.
   *
   * @throws CommandError with nothing written.
   */
  async askAll(steps: readonly Step[]): Promise<readonly Received[]> {
    return this.#exchange(
      steps.map(({ stage }) => stage),
      steps.map(({ command }) => command),
    );
  }

  /** Puts TLS over the connection after the 220 to STARTTLS. Null: it failed and `end` is `tls_failed`. */
  async secure(): Promise<TLSSocket | null> {
    this.#raw.off('data', this.#onData);
    this.#step = 'handshake';
    let layer: TLSSocket;
    try {
      layer = startTlsLayer(this.#raw, this.#request.target.host);
    } catch (error) {
      this.fail('tls_failed', describe(error));
      return null;
    }
    this.#layer = layer;
    this.#watch(layer);
    layer.once('secureConnect', () => {
      layer.on('data', this.#onData);
      this.#settle?.();
    });
    await this.#wait(this.#request.timeouts.commandMs, 'no end of the handshake');
    return this.#end === null ? layer : null;
  }

  /**
   * Says QUIT where something can still be said, waits briefly, closes, and resolves when the socket is closed. It is the
   * server that closes first (RFC 5321 section 4.1.1.10): then it no longer counts us, and TIME_WAIT is not on our ports.
   */
  async quit(): Promise<void> {
    if (this.#end === null && this.#settle === null) {
      this.#step = 'quit';
      this.#write([{ verb: 'QUIT' }]);
      this.#owed = [this.#stage];
      const ms = Math.min(QUIT_WAIT_MS, this.#request.timeouts.commandMs);
      const answered = await this.#wait(ms, 'no reply to QUIT');
      if (answered !== null) await this.#wait(ms, 'the server keeps the connection');
    }
    this.fail('aborted', 'we have quit');
    await this.closed;
  }

  /** Ends the connection at once with a fault at the present stage; without effect when it is over already. */
  fail(kind: FaultKind, detail: string): void {
    this.#finish(asEnd(makeFault(this.#stage, kind, detail)));
  }

  async #exchange(stages: readonly Stage[], commands: readonly Command[]): Promise<readonly Received[]> {
    if (this.#settle !== null) throw new Error('one exchange at a time');
    if (this.#end !== null) return [];
    this.#write(commands);
    this.#owed = [...stages];
    this.#arrived = [];
    const received: Received[] = [];
    for (const stage of stages) {
      const one = await this.#next(stage);
      if (one === null) break;
      received.push(one);
    }
    const { end } = this;
    return end?.kind === 'fault' && POISONOUS.has(end.fault.kind) ? [] : received;
  }

  /** The next reply that is owed; each has a deadline of its own, from the one before it. */
  async #next(stage: Stage): Promise<Received | null> {
    const arrived = this.#arrived.shift();
    if (arrived !== undefined) return arrived;
    if (this.#end !== null) return null;
    this.#stage = stage;
    this.#step = 'reply';
    await this.#wait(this.#request.timeouts.commandMs, 'no reply');
    return this.#arrived.shift() ?? null;
  }

  #write(commands: readonly Command[]): void {
    if (commands.length === 0) return;
    const lines = commands.map(encodeCommand);
    for (const line of lines) this.#transcript('client', line.toString('utf8', 0, line.length - 2));
    this.#layer.write(Buffer.concat(lines));
  }

  async #wait(ms: number, what: string): Promise<void> {
    if (this.#end !== null) return;
    const kind = this.#step === 'handshake' ? 'tls_failed' : 'timeout';
    const timer = startTimer(ms, () => this.fail(kind, `${what} within ${ms} ms`));
    try {
      await new Promise<void>((resolve) => {
        this.#settle = () => {
          this.#settle = null;
          resolve();
        };
      });
    } finally {
      clearTimeout(timer);
    }
  }

  #receive(chunk: Buffer): void {
    if (this.#end !== null) return;
    const parsed = this.#parser.push(chunk);
    if (parsed.kind === 'broken') this.fail(parsed.fault, parsed.detail);
    else if (parsed.kind === 'reply') this.#receiveReply(parsed.reply, parsed.rest);
    else if (this.#owed.length === 0) this.fail('garbage', 'bytes that nobody asked for');
  }

  /**
   * A reply counts when it was asked for and nothing follows it: after one too many, each answers another question. A 421
   * is the exception, since a server that closes may say so at any time (RFC 5321 section 3.8).
   */
  #receiveReply(raw: RawReply, rest: Buffer): void {
    this.#logLines(raw);
    const owed = this.#owed.shift();
    const stage = owed ?? this.#stage;
    const reply = toReply(stage, raw);
    if (owed !== undefined) this.#arrived.push({ reply, lines: raw.lines });
    if (reply.code === SERVICE_CLOSING) this.#finish({ kind: 'reply', reply });
    else if (owed === undefined) this.fail('garbage', `a reply that nobody asked for: ${reply.code} ${reply.text}`);
    else if (rest.length > 0 && stage === 'starttls') this.fail('injected', `${rest.length} bytes after the reply`);
    else if (rest.length > 0) this.#receive(rest);
    this.#settle?.();
  }

  #logLines({ lines }: RawReply): void {
    lines.forEach(({ code, text }, index) => {
      this.#transcript('server', `${code}${index < lines.length - 1 ? '-' : ' '}${text}`);
    });
  }

  #watch(socket: Socket): void {
    socket.on('error', (error) => this.#finish(asEnd(this.#faultOf(error))));
    const onGone = () => {
      const partial = this.#parser.isMidReply ? ' in the middle of a reply' : '';
      this.fail(this.#step === 'handshake' ? 'tls_failed' : 'closed', `the server closed the connection${partial}`);
    };
    socket.once('end', onGone);
    socket.once('close', onGone);
  }

  #faultOf(error: Error): Fault {
    if (this.#step === 'handshake') return makeFault(this.#stage, 'tls_failed', describe(error));
    if (this.#step !== 'connect') return faultOfError(error, this.#stage);
    return faultOfConnectError(error, this.#request.target.ip, bindAddress(this.#request));
  }

  #finish(end: SessionEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    clearTimeout(this.#sessionTimer);
    this.#request.signal?.removeEventListener('abort', this.#onAbort);
    this.#layer.destroy();
    this.#raw.destroy();
    if (end.kind === 'fault' && this.#step !== 'quit')
      this.#transcript('note', `${end.fault.kind}: ${end.fault.detail}`);
    this.#settle?.();
  }
}

function asEnd(fault: Fault): SessionEnd {
  return { kind: 'fault', fault };
}

function startTimer(ms: number, onTime: () => void): NodeJS.Timeout {
  return setTimeout(onTime, Math.min(ms, MAX_TIMER_MS));
}
