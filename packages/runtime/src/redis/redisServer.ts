import { type ChildProcess, spawn } from 'node:child_process';
import { basicEnvironment } from '../basicEnvironment.ts';
import { findFreePort } from './freePort.ts';
import { endWithParent } from './parentWatch.ts';

/** A Redis server of our own: a child process on 127.0.0.1 that does not outlive us. */
export interface RedisServer {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  /** Settles when the process is gone, for whatever reason. */
  readonly exited: Promise<void>;
  /** Ends the process and waits for it; `SIGTERM` lets it flush its append-only file. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface RedisServerOptions {
  /** Path of `redis-server` or `valkey-server`, or of `docker` with `container`. */
  readonly binary: string;
  /** Run it in a container of this image, the directory mounted. */
  readonly container?: { readonly image: string };
  /** Working directory: holds the append-only file. */
  readonly directory: string;
  readonly persistent: boolean;
  /** Null for none: any local user may then connect. */
  readonly password: string | null;
  /** A fixed port; without one a free port is found, and another when somebody takes it first. */
  readonly port?: number;
}

const START_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 15_000;
const PORT_ATTEMPTS = 5;
const OUTPUT_KEPT = 4_000;

/** Starts the server and resolves once it accepts connections. Rejects with its own last words when it does not. */
export async function startRedisServer(options: RedisServerOptions): Promise<RedisServer> {
  if (options.port !== undefined) return startOnPort(options, options.port);
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnPort(options, await findFreePort());
    } catch (error) {
      const taken = error instanceof Error && /address already in use|port is already allocated/i.test(error.message);
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

async function startOnPort(options: RedisServerOptions, port: number): Promise<RedisServer> {
  // The settings go in by stdin ("-"): a password on the command line or in a file could be read by others.
  const child = spawn(options.binary, commandLine(options, port), {
    cwd: options.directory,
    // Docker finds its engine by variables of the user; a server has no business with our settings.
    env: options.container === undefined ? basicEnvironment() : process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.stdin.on('error', () => {});
  child.stdin.end(redisSettings(options, port));
  const stopWatch = child.pid === undefined ? () => {} : endWithParent(child.pid);
  void exited.then(stopWatch);
  try {
    await untilReady(child);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.binary} has no process id`);
  const secret = options.password === null ? '' : `:${options.password}@`;
  return {
    pid,
    port,
    url: `redis://${secret}127.0.0.1:${port}`,
    exited,
    stop: (signal = 'SIGTERM') => end(child, exited, signal),
  };
}

/** In a container it listens on all addresses and the usual port; only the port published on 127.0.0.1 is reachable. */
function commandLine({ container, directory }: RedisServerOptions, port: number): string[] {
  if (container === undefined) return ['-'];
  const user = process.getuid === undefined ? [] : ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`];
  const mount = ['--mount', `type=bind,source=${directory},target=/data`, '--workdir', '/data'];
  return ['run', '--rm', '-i', '-p', `127.0.0.1:${port}:6379`, ...user, ...mount, container.image, 'redis-server', '-'];
}

function redisSettings({ persistent, password, container }: RedisServerOptions, port: number): string {
  const lines = [
    `bind ${container === undefined ? '127.0.0.1' : '0.0.0.0'}`,
    `port ${container === undefined ? port : 6379}`,
    'protected-mode yes',
    'daemonize no',
    'maxmemory-policy noeviction',
    'save ""',
    `appendonly ${persistent ? 'yes' : 'no'}`,
    'appendfsync everysec',
    ...(password === null ? [] : [`requirepass ${password}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    let ready = false;
    const fail = (what: string) =>
      reject(new Error(`${child.spawnfile} ${what}. It said: ${output.trim() || 'nothing'}`));
    const timer = setTimeout(() => fail(`was not ready within ${START_DEADLINE_MS / 1000} s`), START_DEADLINE_MS);
    const read = (chunk: Buffer) => {
      if (ready) return;
      output = (output + chunk.toString('utf8')).slice(-OUTPUT_KEPT);
      if (!/ready to accept connections/i.test(output)) return;
      ready = true;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(`could not be started (${error.message})`);
    });
    // `close` and not `exit`: its last words may still be in the pipe when it exits.
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      fail(`ended at once (${signal ?? `exit code ${code}`})`);
    });
  });
}

async function end(child: ChildProcess, exited: Promise<void>, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  // A process that was stopped (SIGSTOP) sees the signal only once it runs again.
  child.kill('SIGCONT');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
  await exited;
  clearTimeout(timer);
}
