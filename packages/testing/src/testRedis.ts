import { findOnPath, type RedisServer, startRedisServer } from '@mailsift/runtime';
import { Redis, type RedisOptions } from 'ioredis';
import { stopAtEnd } from './leaks.ts';
import { createTestDir } from './testDir.ts';

/** `replyMapping` would change the type of every answer. */
type ClientOptions = Omit<RedisOptions, 'replyMapping'>;

type EndSignal = 'SIGTERM' | 'SIGKILL';

/** A Redis server that belongs to one test or one test file, and can be made to fail in every way a real one does. */
export interface TestRedis {
  /** Stays the same over `restart`. */
  readonly url: string;
  /** The process now; another one after `restart`. */
  readonly pid: number;
  /** A new connection, closed with the server. Retries for ever by default, as BullMQ workers demand. */
  client(options?: ClientOptions): Redis;
  /** Ends the server and every client. */
  stop(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Ends the server and leaves the clients: connections are refused until `up`. */
  down(signal?: EndSignal): Promise<void>;
  up(): Promise<void>;
  /** `down` and `up`: comes back empty unless it was started `persistent`. */
  restart(signal?: EndSignal): Promise<void>;
}

/** Starts a private Redis; stopped automatically with the test or the file that asked for it. */
export async function startTestRedis({ persistent = false } = {}): Promise<TestRedis> {
  const options = { binary: findBinary(), directory: await createTestDir(), persistent, password: null };
  let server: RedisServer = await startRedisServer(options);
  const { port, url } = server;
  const clients: Redis[] = [];

  const down = (signal: EndSignal = 'SIGTERM') => server.stop(signal);
  const up = async () => {
    server = await startRedisServer({ ...options, port });
  };
  const stop = stopAtEnd(`the Redis at ${url}`, async () => {
    for (const client of clients) client.disconnect();
    await server.stop('SIGKILL');
  });
  return {
    url,
    get pid() {
      return server.pid;
    },
    client(overrides) {
      const client = connect(url, overrides);
      clients.push(client);
      return client;
    },
    stop,
    freeze: () => void process.kill(server.pid, 'SIGSTOP'),
    thaw: () => void process.kill(server.pid, 'SIGCONT'),
    down,
    up,
    async restart(signal) {
      await down(signal);
      await up();
    },
  };
}

function findBinary(): string {
  const binary = findOnPath(['redis-server', 'valkey-server']);
  if (binary !== null) return binary;
  throw new Error(
    'These tests need redis-server on PATH. Debian/Ubuntu: apt-get install redis-server; macOS: brew install redis',
  );
}

function connect(url: string, overrides: ClientOptions = {}): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50, ...overrides });
  // Outages are part of the tests; without a listener ioredis prints each one.
  client.on('error', () => {});
  return client;
}
