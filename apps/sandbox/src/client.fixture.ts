import { Resolver } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { stopAtEnd } from '@mailsift/testing';
import type { SandboxOptions } from './options.ts';
import { type Sandbox, startSandbox } from './startSandbox.ts';

/** A sandbox that is stopped with the test, or with the file. */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  stopAtEnd('sandbox', () => sandbox.close());
  return sandbox;
}

export function resolverOf(sandbox: Sandbox): Resolver {
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([sandbox.dnsServer]);
  return resolver;
}

/** The addresses of a domain's mail hosts, best first. */
export async function hostsOf(sandbox: Sandbox, domain: string): Promise<readonly string[]> {
  const resolver = resolverOf(sandbox);
  const records = await resolver.resolveMx(domain);
  const sorted = records.sort((a, b) => a.priority - b.priority || (a.exchange < b.exchange ? -1 : 1));
  return Promise.all(sorted.map(async ({ exchange }) => (await resolver.resolve4(exchange))[0] ?? ''));
}

/** What a connection can come to instead of a reply. */
const END = { closed: '<closed>', reset: '<reset>' } as const;
/** Enough to tell that a reply does not end. */
const MOST = 200_000;

/** A raw SMTP client. Replies are given whole, lines joined by `|`; `<closed>` or `<reset>` where none came. */
export class Client {
  #socket: Socket;
  #text = '';
  #end: string | null = null;
  #notify: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** The next reply, or whatever came if it is too long to be one. */
  async reply(): Promise<string> {
    for (;;) {
      const found = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n/.exec(this.#text)?.[0];
      if (found !== undefined) {
        this.#text = this.#text.slice(found.length);
        return found.trimEnd().replaceAll(/\r?\n/g, '|');
      }
      if (this.#text.length > MOST) return this.#text;
      if (this.#end !== null) return `${this.#text}${this.#end}`;
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
    }
  }

  send(line: string): Promise<string> {
    this.write(`${line}\r\n`);
    return this.reply();
  }

  write(text: string): void {
    if (this.#end === null) this.#socket.write(text);
  }

  /** Waits for bytes, whatever they are. */
  async someBytes(): Promise<string> {
    while (this.#text === '' && this.#end === null) {
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
    }
    return this.#text;
  }

  async startTls(): Promise<string> {
    this.#socket.removeAllListeners('data');
    const secure = connectTls({ socket: this.#socket, rejectUnauthorized: false });
    this.#socket = secure;
    this.#listen();
    await new Promise<void>((resolve) => {
      secure.once('secureConnect', resolve);
      secure.once('close', () => resolve());
    });
    return this.#end ?? secure.getProtocol() ?? '';
  }

  close(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    this.#socket.setEncoding('utf8');
    this.#socket.on('data', (chunk) => {
      this.#text += String(chunk);
      if (this.#text.length > MOST) this.#socket.destroy();
      this.#notify();
    });
    this.#socket.on('error', (error) => {
      this.#end ??= 'code' in error && error.code === 'ECONNRESET' ? END.reset : `<${error.message}>`;
      this.#notify();
    });
    this.#socket.on('close', () => {
      this.#end ??= END.closed;
      this.#notify();
    });
  }
}

export interface ConnectOptions {
  /** The client's own address. */
  readonly from?: string;
}

export function connectTo(ip: string, port: number, { from }: ConnectOptions = {}): Client {
  const socket = connect({ host: ip, port, ...(from === undefined ? {} : { localAddress: from }) });
  stopAtEnd('SMTP client', () => {
    socket.destroy();
  });
  return new Client(socket);
}

export interface AskOptions extends ConnectOptions {
  /** Which of the domain's hosts, from 0. */
  readonly host?: number;
  readonly sender?: string;
}

/** A client that has come as far as MAIL with a host of the domain; `refusal` is the reply that stopped it before. */
export async function greet(sandbox: Sandbox, domain: string, options: AskOptions = {}) {
  const ip = (await hostsOf(sandbox, domain))[options.host ?? 0] ?? '';
  const client = connectTo(ip, sandbox.smtpPort, options);
  const banner = await client.reply();
  if (!banner.startsWith('220')) return { client, refusal: banner };
  for (const line of ['EHLO verifier.example', `MAIL FROM:<${options.sender ?? 'me@verifier.example'}>`]) {
    const reply = await client.send(line);
    if (!reply.startsWith('250')) return { client, refusal: reply };
  }
  return { client, refusal: null };
}

/** The reply to RCPT for an address, or whatever came before it could be sent. */
export async function ask(sandbox: Sandbox, address: string, options: AskOptions = {}): Promise<string> {
  const { client, refusal } = await greet(sandbox, address.slice(address.lastIndexOf('@') + 1), options);
  const reply = refusal ?? (await client.send(`RCPT TO:<${address}>`));
  client.close();
  return reply;
}
