import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { serveConnection } from './connection.ts';
import type { MailHost } from './mailHost.ts';

/** Another process may hold a port on one of our many addresses. */
const TRIES = 20;

export interface SmtpServers {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens for every host at its own address, all on one port. A host at an IPv6 address is left out where the machine
 * has no IPv6.
 *
 * @throws Error when the port is taken, or the machine lacks the loopback addresses (macOS has 127.0.0.1 alone).
 */
export async function startSmtpServers(hosts: readonly MailHost[], wantedPort: number): Promise<SmtpServers> {
  for (let tries = 1; ; tries++) {
    try {
      return await listenAll(hosts, wantedPort);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EADDRINUSE' && wantedPort === 0 && tries < TRIES) continue;
      if (code === 'EADDRNOTAVAIL') throw new Error(noSuchAddress(hosts), { cause: error });
      throw error;
    }
  }
}

async function listenAll(hosts: readonly MailHost[], wantedPort: number): Promise<SmtpServers> {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map(stop));
  };
  let port = wantedPort;
  try {
    for (const host of hosts) {
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        serveConnection(host, socket);
      });
      if (!(await listen(server, host.ip, port))) continue;
      servers.push(server);
      if (port === 0) port = portOf(server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { port, close };
}

/** False where the address is of a family that this machine does not have. */
async function listen(server: Server, ip: string, port: number): Promise<boolean> {
  server.listen({ host: ip, port, backlog: 1_024 });
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (ip === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error))) return false;
    throw error;
  }
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  await once(server, 'close');
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

function noSuchAddress(hosts: readonly MailHost[]): string {
  const last = hosts.findLast(({ ip }) => ip !== '::1')?.ip ?? '';
  return `The sandbox needs loopback addresses such as ${last}. Linux has them all; on macOS add each with: sudo ifconfig lo0 alias <address>`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
