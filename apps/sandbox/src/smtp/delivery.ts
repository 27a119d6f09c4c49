import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { CERTIFICATE } from '../data/certificate.ts';
import type { Action } from './action.ts';
import type { MailHost } from './mailHost.ts';

type ActionOf<Kind extends Action['kind']> = Extract<Action, { kind: Kind }>;

const SECURE_CONTEXT = createSecureContext(CERTIFICATE);
const ENDLESS_CHUNK = 16_384;
/** Who never closes its side does not hold ours open. */
const LINGER_MS = 1_000;

/** Carries actions out on one connection. An action that takes time is a promise, which stays open if the socket closes. */
export class Delivery {
  readonly #host: MailHost;
  readonly #raw: Socket;
  readonly #timers = new Set<NodeJS.Timeout>();
  #layer: Socket;
  #over = false;

  constructor(host: MailHost, socket: Socket) {
    this.#host = host;
    this.#raw = socket;
    this.#layer = socket;
    socket.once('close', () => {
      this.#over = true;
      for (const timer of this.#timers) clearTimeout(timer);
    });
  }

  /** Where commands come from: the TCP socket, later TLS on top of it. */
  get layer(): Socket {
    return this.#layer;
  }

  /** Whether nothing more is to be said. */
  get over(): boolean {
    return this.#over;
  }

  /** Null when it is done already: most replies are, and thousands a second should cost no promise. */
  perform(action: Action): Promise<void> | null {
    const { latencyMs, tarpitMs } = this.#host.setting.delays;
    const wait = latencyMs + (this.#host.script.manner === 'tarpit' ? tarpitMs : 0);
    return wait === 0 ? this.#carryOut(action) : this.#afterwards(wait, () => action);
  }

  #carryOut(action: Action): Promise<void> | null {
    if (this.#over) return null;
    switch (action.kind) {
      case 'reply':
        return this.#reply(action);
      case 'bytes':
        this.#layer.write(action.bytes);
        return null;
      case 'drip':
        return this.#drip(action);
      case 'endless':
        return this.#repeat(Buffer.from(action.line.repeat(Math.ceil(ENDLESS_CHUNK / action.line.length))));
      case 'late':
        return this.#afterwards(action.ms, action.next);
      case 'sequence':
        return this.#inTurn(action.actions);
      case 'secure':
        this.#secure(action);
        return null;
      case 'silence':
        return new Promise(() => {});
      case 'close':
        this.#end('');
        return null;
      case 'reset':
        this.#over = true;
        this.#raw.resetAndDestroy();
        return null;
      default:
        return action satisfies never;
    }
  }

  #reply({ text, close }: ActionOf<'reply'>): Promise<void> | null {
    const { manner } = this.#host.script;
    const written = manner === 'bare_lf' ? `${text.replaceAll('\r\n', '\n')}\n` : `${text}\r\n`;
    if (close) {
      this.#end(written);
      return null;
    }
    if (manner === 'drip') return this.#drip({ kind: 'drip', text: written, endless: false });
    this.#layer.write(written);
    return null;
  }

  async #drip({ text, endless }: ActionOf<'drip'>): Promise<void> {
    const content = Buffer.from(text);
    do {
      for (let at = 0; at < content.length && !this.#over; at++) {
        this.#layer.write(content.subarray(at, at + 1));
        await this.#sleep(this.#host.setting.delays.dripMs);
      }
    } while (endless && !this.#over);
  }

  /** Writes no faster than the client reads, so that only the client's memory is at stake. */
  async #repeat(chunk: Buffer): Promise<void> {
    while (!this.#over) {
      const more = this.#layer.write(chunk);
      await new Promise<void>((resolve) => {
        if (more) setImmediate(resolve);
        else this.#layer.once('drain', resolve);
      });
    }
  }

  async #inTurn(actions: readonly Action[]): Promise<void> {
    for (const action of actions) await this.#carryOut(action);
  }

  async #afterwards(ms: number, next: () => Action): Promise<void> {
    await this.#sleep(ms);
    await this.#carryOut(next());
  }

  #secure({ text, handshake, after }: ActionOf<'secure'>): void {
    this.#raw.removeAllListeners('data');
    this.#raw.removeAllListeners('end');
    this.#raw.write(`${text}\r\n${after}`);
    if (handshake === 'fails') {
      this.#raw.once('data', () => this.#end('this is no TLS record\r\n'));
      return;
    }
    this.#layer = new TLSSocket(this.#raw, { isServer: true, secureContext: SECURE_CONTEXT });
    this.#layer.on('error', () => this.#raw.destroy());
  }

  #end(lastWords: string): void {
    this.#over = true;
    this.#layer.end(lastWords);
    this.#layer.resume();
    void this.#sleep(LINGER_MS).then(() => this.#raw.destroy());
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }
}
