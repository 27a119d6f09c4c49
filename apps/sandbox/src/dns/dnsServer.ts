import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { respond } from './respond.ts';
import type { Zone } from './zone.ts';

const TRIES = 20;
/** RFC 7766 section 6.2.3 leaves it to the server how long it keeps a silent TCP client. */
const IDLE_MS = 10_000;
/** Longer than any question; who sends more asks nothing. */
const LONGEST_QUERY = 4_096;

export interface DnsServer {
  /** `127.0.0.1:port`, UDP and TCP. */
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the zone on loopback. With port 0, one is found that is free for UDP and TCP. */
export async function startDnsServer(zone: Zone, port: number): Promise<DnsServer> {
  const { udp, tcp } = await bindBoth(port);
  udp.on('error', () => {});
  udp.on('message', (query, from) => {
    const message = respond(query, zone, 'udp');
    if (message !== null) udp.send(message, from.port, from.address, () => {});
  });
  const sockets = new Set<Socket>();
  tcp.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveTcp(socket, zone);
  });
  return {
    address: `127.0.0.1:${udp.address().port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      udp.close();
      tcp.close();
      await Promise.all([once(udp, 'close'), once(tcp, 'close')]);
    },
  };
}

/** Messages over TCP have their length before them (RFC 1035 section 4.2.2). */
function serveTcp(socket: Socket, zone: Zone): void {
  let held: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 2) {
      const length = held.readUInt16BE(0);
      if (length > LONGEST_QUERY) {
        socket.destroy();
        return;
      }
      if (held.length < 2 + length) return;
      const message = respond(held.subarray(2, 2 + length), zone, 'tcp');
      held = held.subarray(2 + length);
      if (message === null) continue;
      const prefix = Buffer.alloc(2);
      prefix.writeUInt16BE(message.length);
      socket.write(Buffer.concat([prefix, message]));
    }
  });
}

async function bindBoth(wanted: number): Promise<{ udp: UdpSocket; tcp: Server }> {
  for (let tries = 1; ; tries++) {
    const udp = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
    const tcp = createServer();
    try {
      udp.bind(wanted, '127.0.0.1');
      await once(udp, 'listening');
      tcp.listen(udp.address().port, '127.0.0.1');
      await once(tcp, 'listening');
      return { udp, tcp };
    } catch (error) {
      udp.close();
      if (wanted !== 0 || tries >= TRIES) throw error;
    }
  }
}
