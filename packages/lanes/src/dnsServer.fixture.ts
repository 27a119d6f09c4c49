import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { stopAtEnd } from '@mailsift/testing';
import { type Answer, decode, encode, TRUNCATED_RESPONSE } from 'dns-packet';

const RCODES = { ok: 0, servfail: 2, nxdomain: 3, refused: 5 } as const;

/** What the server says: records (none is NODATA), a code, nothing at all, noise, or "too long for UDP, use TCP". */
export type DnsReply =
  | readonly Answer[]
  | 'servfail'
  | 'nxdomain'
  | 'refused'
  | 'silent'
  | 'garbage'
  | { readonly overTcp: readonly Answer[] };

export interface TestDnsServer {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** `NAME TYPE` of every question, in order. */
  readonly asked: readonly string[];
}

export const mx = (name: string, preference: number, exchange: string): Answer => ({
  type: 'MX',
  name,
  ttl: 0,
  data: { preference, exchange },
});
export const a = (name: string, ip: string): Answer => ({ type: 'A', name, ttl: 0, data: ip });
export const aaaa = (name: string, ip: string): Answer => ({ type: 'AAAA', name, ttl: 0, data: ip });

/** A zone by `NAME TYPE`; several replies are given one after another, the last one for ever. Else NXDOMAIN. */
export type Zone = Readonly<Record<string, DnsReply | { readonly inTurn: readonly DnsReply[] }>>;

/** A DNS server on loopback, UDP and TCP on one port, stopped with the test. */
export async function startDnsServer(zone: Zone): Promise<TestDnsServer> {
  const asked: string[] = [];
  const replyTo = (question: string): DnsReply => {
    const before = asked.filter((earlier) => earlier === question).length;
    asked.push(question);
    const entry = zone[question] ?? 'nxdomain';
    if (typeof entry === 'string' || !('inTurn' in entry)) return entry;
    return entry.inTurn[Math.min(before, entry.inTurn.length - 1)] ?? 'nxdomain';
  };
  const { udp, tcp, port } = await bindBoth();
  udp.on('message', (query, from) => {
    const message = respond(query, replyTo, true);
    if (message !== null) udp.send(message, from.port, from.address);
  });
  tcp.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      const message = respond(data.subarray(2), replyTo, false);
      if (message === null) return;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      socket.end(Buffer.concat([length, message]));
    });
  });
  stopAtEnd('DNS server', () => {
    udp.close();
    tcp.close();
  });
  return { address: `127.0.0.1:${port}`, asked };
}

/** A port that is free for UDP may be taken for TCP, by a client of another test perhaps: then another is tried. */
async function bindBoth(): Promise<{ udp: UdpSocket; tcp: Server; port: number }> {
  const udp = createSocket('udp4');
  udp.bind(0, '127.0.0.1');
  await once(udp, 'listening');
  const { port } = udp.address();
  const tcp = createServer();
  try {
    tcp.listen(port, '127.0.0.1');
    await once(tcp, 'listening');
    return { udp, tcp, port };
  } catch {
    udp.close();
    return bindBoth();
  }
}

function respond(query: Buffer, replyTo: (question: string) => DnsReply, overUdp: boolean): Buffer | null {
  const { id = 0, questions = [] } = decode(query);
  const [question] = questions;
  const reply = replyTo(`${question?.name} ${question?.type}`);
  if (reply === 'silent') return null;
  if (reply === 'garbage') return Buffer.concat([query.subarray(0, 2), Buffer.from('this is no DNS message')]);
  const packet = (flags: number, answers: readonly Answer[]) =>
    encode({ type: 'response', id, flags, questions, answers: [...answers] });
  if (typeof reply === 'string') return packet(RCODES[reply], []);
  if ('overTcp' in reply) return overUdp ? packet(TRUNCATED_RESPONSE, []) : packet(RCODES.ok, reply.overTcp);
  return packet(RCODES.ok, reply);
}
