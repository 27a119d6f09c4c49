import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { LineLog, portOf, SELF_SIGNED, stopAtEnd } from '@mailsift/testing';

/** What the server does in answer: writes a text as it stands, or anything else. */
export type Answer = string | ((connection: Connection, line: string) => void);

/** Answers by verb in capitals; `BANNER` comes first. What is not named gets the answer of a friendly server. */
export type Script = Readonly<Partial<Record<Verb, Answer>>>;
type Verb = 'BANNER' | 'EHLO' | 'HELO' | 'STARTTLS' | 'MAIL' | 'RCPT' | 'RSET' | 'QUIT';

export interface Connection {
  readonly socket: Socket;
  write(text: string | Buffer): void;
  /** How often this connection has seen the verb, the present time included. */
  seen(verb: Verb): number;
  end(): void;
  /** RST instead of FIN. */
  reset(): void;
  /** Goes on in TLS; call it after the 220. */
  secure(): void;
}

export interface ScriptedServer {
  readonly port: number;
  /** Every command line of every connection, in order of arrival, without its CRLF. */
  readonly lines: string[];
  /** All bytes from clients, as they came out of TLS where it was on. */
  bytes(): Buffer;
  /** The same as they arrived: what was written together is in one piece. */
  chunks(): readonly Buffer[];
  connections(): number;
  open(): number;
  /** Resolves when a line starts with the text. */
  heard(start: string): Promise<void>;
}

const FRIENDLY: Record<Verb, Answer> = {
  BANNER: '220 mx.example.com ESMTP\r\n',
  EHLO: '250-mx.example.com\r\n250-8BITMIME\r\n250 SIZE 1000\r\n',
  HELO: '250 mx.example.com\r\n',
  STARTTLS: (connection) => {
    connection.write('220 2.0.0 go on\r\n');
    connection.secure();
  },
  MAIL: '250 2.1.0 ok\r\n',
  RCPT: '250 2.1.5 ok\r\n',
  RSET: '250 2.0.0 ok\r\n',
  QUIT: (connection) => {
    connection.write('221 2.0.0 bye\r\n');
    connection.end();
  },
};

interface Log {
  readonly commands: LineLog;
  readonly chunks: Buffer[];
}

/** A mail server on a free port of 127.0.0.1 that says what the script says. It is stopped with the test. */
export async function startScriptedServer(script: Script = {}): Promise<ScriptedServer> {
  const log: Log = { commands: new LineLog(), chunks: [] };
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => {});
    serve(socket, { ...FRIENDLY, ...script }, log);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stopAtEnd('scripted SMTP server', async () => {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return {
    port: portOf(server),
    lines: log.commands.lines,
    bytes: () => Buffer.concat(log.chunks),
    chunks: () => log.chunks,
    connections: () => connections,
    open: () => open.size,
    heard: (start) => log.commands.heard(start),
  };
}

/** Answers the second RCPT of a connection as told, every other one with 250. */
export function secondRcpt(answer: (connection: Connection) => void): Answer {
  return (connection) => (connection.seen('RCPT') === 2 ? answer(connection) : connection.write('250 ok\r\n'));
}

function serve(raw: Socket, answers: Record<Verb, Answer>, log: Log): void {
  const seen = new Map<string, number>();
  let layer = raw;
  let held = '';
  const connection: Connection = {
    socket: raw,
    write: (text) => layer.write(text),
    seen: (verb) => seen.get(verb) ?? 0,
    end: () => layer.end(),
    reset: () => raw.resetAndDestroy(),
    secure: () => {
      raw.removeAllListeners('data');
      layer = new TLSSocket(raw, { isServer: true, ...SELF_SIGNED });
      layer.on('error', () => {});
      layer.on('data', onData);
    },
  };
  const answer = (verb: string, line: string) => {
    const found: Answer = isVerb(verb) ? answers[verb] : '500 5.5.1 command unknown\r\n';
    if (typeof found === 'string') connection.write(found);
    else found(connection, line);
  };
  const onData = (chunk: Buffer) => {
    log.chunks.push(chunk);
    const lines = (held + chunk.toString('utf8')).split('\r\n');
    held = lines.pop() ?? '';
    for (const line of lines) {
      const verb = line.split(/[ :]/, 1)[0] ?? '';
      seen.set(verb, (seen.get(verb) ?? 0) + 1);
      answer(verb, line);
      log.commands.hear(line);
    }
  };
  raw.on('data', onData);
  answer('BANNER', '');
}

function isVerb(verb: string): verb is Verb {
  return verb in FRIENDLY;
}
