import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTestDir, portOf, startCommand, waitUntil } from '@mailsift/testing';
import { PROGRAMS } from './installed.fixture.ts';
import { LISTENER_NAMES, type Listener, type PostfixPlan, postfixFiles } from './postfixFiles.fixture.ts';

const run = promisify(execFile);

export interface Postfix {
  readonly ports: Readonly<Record<Listener, number>>;
  /** What its servers have logged. */
  log(): Promise<string>;
}

/** Seconds for which postgrey refuses: the shortest that it knows. */
const GREYLIST_SECONDS = 1;

/**
 * Starts a Postfix and a postgrey of its own on loopback, with every file and port of theirs apart from those of the
 * system, and ends them with the test file. `senderPort` is where it calls senders back.
 */
export async function startPostfix(senderPort: number): Promise<Postfix> {
  const folder = await createTestDir();
  const [postgreyPort = 0, ...free] = await findFreePorts(LISTENER_NAMES.length + 1);
  const ports = portsOf(free);
  await writeFolder({ folder, ports, postgreyPort, senderPort });
  await startPostgrey(folder, postgreyPort);
  const config = join(folder, 'conf');
  await run(PROGRAMS.postfix, ['-c', config, 'check']);
  await startCommand(PROGRAMS.master, ['-c', config, '-d']);
  const log = () => readFile(join(folder, 'log', 'maillog'), 'utf8');
  await waitUntil(async () => (await log()).includes('daemon started'));
  return { ports, log };
}

async function writeFolder(plan: PostfixPlan): Promise<void> {
  const { folder } = plan;
  // Its servers give up being root and still open files here.
  await chmod(folder, 0o755);
  for (const name of ['conf', 'queue', 'data', 'log', 'postgrey']) await mkdir(join(folder, name));
  await run('chown', ['postfix', join(folder, 'data')]);
  await run('chown', ['postgrey', join(folder, 'postgrey')]);
  for (const [name, text] of postfixFiles(plan)) await writeFile(join(folder, 'conf', name), text);
  const [key, certificate] = ['key.pem', 'cert.pem'].map((name) => join(folder, 'conf', name));
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=mx.example.test';
  await run('openssl', [...request.split(' '), '-keyout', key ?? '', '-out', certificate ?? '']);
}

function startPostgrey(folder: string, port: number) {
  const options = {
    inet: `127.0.0.1:${port}`,
    delay: GREYLIST_SECONDS,
    dbdir: join(folder, 'postgrey'),
    pidfile: join(folder, 'postgrey', 'pid'),
    // A client that has passed would be let through from then on.
    'auto-whitelist-clients': 0,
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  return startCommand(PROGRAMS.postgrey, args, { waitFor: /Setting uid/ });
}

/** Held all at once, so that they differ; another process may take one before Postfix does. */
async function findFreePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => portOf(server));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

function portsOf(free: readonly number[]): Readonly<Record<Listener, number>> {
  const port = (name: Listener) => free[LISTENER_NAMES.indexOf(name)] ?? 0;
  return {
    plain: port('plain'),
    greylisting: port('greylisting'),
    tlsOnly: port('tlsOnly'),
    callout: port('callout'),
    connectionRate: port('connectionRate'),
    hardErrors: port('hardErrors'),
    recipientLimit: port('recipientLimit'),
    postscreen: port('postscreen'),
  };
}
