import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { LineLog, portOf, stopAtEnd } from '@mailsift/testing';

export type Verb = 'BANNER' | 'EHLO' | 'STARTTLS' | 'MAIL' | 'RCPT' | 'RSET' | 'QUIT';

/** What a server does: says a line and goes on, says a last line and closes, closes without a word, or says nothing. */
export type Answer =
  | string
  | { readonly last: string }
  | { readonly close: true }
  | { readonly silent: true }
  | Promise<string>;

export interface Question {
  /** The address of MAIL or RCPT, else empty. */
  readonly address: string;
  /** Connections the server has had, this one included. */
  readonly connection: number;
  /** How often this connection has heard the verb, this time included. */
  readonly nth: number;
}

export type Script = Readonly<Partial<Record<Verb, string | ((question: Question) => Answer)>>>;

export interface MailServer {
  readonly ip: string;
  readonly port: number;
  /** The RCPTs of each connection, in the order of their opening. */
  readonly rcpts: readonly (readonly string[])[];
  /** All command lines. */
  readonly lines: readonly string[];
  connections(): number;
  open(): number;
  mostAtOnce(): number;
  /** Resolves when a command starts with the text. */
  heard(start: string): Promise<void>;
}

export interface ServerOptions {
  readonly script?: Script;
  readonly ip?: string;
  readonly port?: number;
}

/** Knows every mailbox that does not look made up: the random addresses of these tests begin with `zz`. */
export const HONEST: Required<Script> = {
  BANNER: '220 mx.example.test ESMTP',
  EHLO: '250 mx.example.test',
  STARTTLS: '502 5.5.1 not here',
  MAIL: '250 2.1.0 ok',
  RCPT: ({ address }) => (/^(?:zz|unknown)/.test(address) ? '550 5.1.1 User unknown' : '250 2.1.5 ok'),
  RSET: '250 2.0.0 ok',
  QUIT: () => ({ last: '221 2.0.0 bye' }),
};

interface Log {
  readonly rcpts: string[][];
  readonly commands: LineLog;
  mostAtOnce: number;
}

/** A mail server of one test, on a loopback address and a free port, that counts what it sees. */
export async function startMailServer({
  script = {},
  ip = '127.0.0.1',
  port = 0,
}: ServerOptions = {}): Promise<MailServer> {
  const log: Log = { rcpts: [], commands: new LineLog(), mostAtOnce: 0 };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    log.mostAtOnce = Math.max(log.mostAtOnce, open.size);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => {});
    serve(socket, { ...HONEST, ...script }, log);
  });
  server.listen(port, ip);
  await once(server, 'listening');
  stopAtEnd(`mail server at ${ip}`, async () => {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return {
    ip,
    port: portOf(server),
    rcpts: log.rcpts,
    lines: log.commands.lines,
    connections: () => log.rcpts.length,
    open: () => open.size,
    mostAtOnce: () => log.mostAtOnce,
    heard: (start) => log.commands.heard(start),
  };
}

function serve(socket: Socket, script: Required<Script>, log: Log): void {
  const rcpts: string[] = [];
  const connection = log.rcpts.push(rcpts);
  const seen = new Map<string, number>();
  let held = '';

  const answer = async (verb: string, address: string) => {
    const nth = (seen.get(verb) ?? 0) + 1;
    seen.set(verb, nth);
    const found = isVerb(verb) ? script[verb] : '500 5.5.1 command unknown';
    const answered = await (typeof found === 'string' ? found : found({ address, connection, nth }));
    if (typeof answered === 'string') socket.write(`${answered}\r\n`);
    else if ('last' in answered) socket.end(`${answered.last}\r\n`);
    else if ('close' in answered) socket.end();
  };
  const hear = (line: string) => {
    const verb = line.split(/[ :]/, 1)[0] ?? '';
    const address = /<(.*)>/.exec(line)?.[1] ?? '';
    if (verb === 'RCPT') rcpts.push(address);
    void answer(verb, address);
    log.commands.hear(line);
  };

  socket.on('data', (chunk) => {
    const lines = (held + chunk.toString('utf8')).split('\r\n');
    held = lines.pop() ?? '';
    lines.forEach(hear);
  });
  void answer('BANNER', '');
}

function isVerb(verb: string): verb is Verb {
  return verb in HONEST;
}
