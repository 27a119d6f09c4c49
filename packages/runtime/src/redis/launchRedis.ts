import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedRedis } from './embeddedRedis.ts';
import { findOnPath } from './findOnPath.ts';
import { type FoundServer, findServer } from './findServer.ts';
import { lockFolder } from './folderLock.ts';
import { installHint } from './installHint.ts';
import { Redis } from './ioredis.ts';
import { assertRedisReady } from './redisReady.ts';
import { type RedisServer, type RedisServerOptions, startRedisServer } from './redisServer.ts';
import { succeeds } from './runCommand.ts';

export interface LaunchRedisOptions {
  /** `settings.redisUrl`: then nothing is started. */
  readonly redisUrl: string | null;
  /** `settings.dataFolder`: the append-only file goes into its folder `redis`. */
  readonly dataFolder: string;
  /** Tells the person one line: what is being installed or fetched. */
  readonly say: (line: string) => void;
  /** Allows the embedded server, which is slow and keeps nothing. */
  readonly demo?: boolean;
  /** Folders to look for programs in. */
  readonly path?: string;
  readonly isRoot?: boolean;
}

export interface LaunchedRedis {
  readonly url: string;
  readonly how: 'configured' | 'private' | 'installed' | 'docker' | 'embedded';
  /** Settles when a server of ours ends without having been stopped: nothing works from then on. Never for other servers. */
  readonly lost: Promise<Error>;
  /** Ends what was started; data on disk stays. */
  stop(): Promise<void>;
}

const IMAGE = 'redis:7-alpine';
const DOCKER_ANSWERS_MS = 5_000;
const FETCH_MS = 10 * 60_000;

/**
 * Finds a Redis or starts one, in the order of DESIGN section 6. A server of ours listens on 127.0.0.1 only, has a random
 * password, and ends with this process even when that is killed. Throws with the command to install one when there is no way.
 */
export async function launchRedis(options: LaunchRedisOptions): Promise<LaunchedRedis> {
  if (options.redisUrl !== null) return notOurs(options.redisUrl, 'configured', async () => {});
  const path = options.path ?? process.env['PATH'] ?? '';
  const onPath = await findServer(path);
  if (onPath?.isRecent) return launchServer(options, { binary: onPath.binary }, 'private');
  if (onPath !== null)
    options.say(`Passing by ${onPath.binary}: version ${onPath.version}, and mailsift needs 6.2 or later.`);
  const installed = onPath === null ? await installServer(options, path) : null;
  if (installed?.isRecent) return launchServer(options, { binary: installed.binary }, 'installed');
  const docker = await findDocker(options, path);
  if (docker !== null) return launchServer(options, { binary: docker, container: { image: IMAGE } }, 'docker');
  const embedded = options.demo === true ? await startEmbeddedRedis() : null;
  if (embedded !== null) {
    options.say('No Redis here: using a small one in memory, good enough for the demo only.');
    return notOurs(embedded.url, 'embedded', embedded.close);
  }
  throw new Error(
    `mailsift needs Redis 6.2 or later and found none. Install it (${installHint()}), start Docker, or set REDIS_URL to one that runs elsewhere`,
  );
}

function notOurs(url: string, how: LaunchedRedis['how'], stop: () => Promise<void>): LaunchedRedis {
  return { url, how, lost: new Promise(() => {}), stop };
}

type Program = Pick<RedisServerOptions, 'binary' | 'container'>;

async function launchServer(
  options: LaunchRedisOptions,
  program: Program,
  how: LaunchedRedis['how'],
): Promise<LaunchedRedis> {
  const directory = join(options.dataFolder, 'redis');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(directory);
  let server: RedisServer | null = null;
  try {
    const password = randomBytes(24).toString('hex');
    server = await startRedisServer({ ...program, directory, persistent: true, password });
    await lock.record(server.pid);
    await assertOurs(server.url);
    return running(server, how, lock.release);
  } catch (error) {
    await server?.stop();
    await lock.release();
    throw error;
  }
}

function running(server: RedisServer, how: LaunchedRedis['how'], release: () => Promise<void>): LaunchedRedis {
  let stopping: Promise<void> | null = null;
  const lost = new Promise<Error>((resolve) => {
    void server.exited.then(() => {
      if (stopping === null) resolve(new Error('The private Redis ended by itself'));
    });
  });
  const stop = async () => {
    await server.stop();
    await release();
  };
  return {
    url: server.url,
    how,
    lost,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Only the server that we gave the password to lets us in; any other that took the port meanwhile does not. */
async function assertOurs(url: string): Promise<void> {
  const redis = new Redis(url);
  try {
    await assertRedisReady(redis);
  } finally {
    redis.disconnect();
  }
}

async function installServer({ say, isRoot }: LaunchRedisOptions, path: string): Promise<FoundServer | null> {
  const apt = findOnPath(['apt-get'], path);
  if (apt === null || !(isRoot ?? process.getuid?.() === 0)) return null;
  say('No Redis on this machine: installing it with apt-get install redis-server.');
  // RUNLEVEL=1 keeps the package from starting its own service: we start ours.
  const env = { PATH: path, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const install = () =>
    succeeds(apt, ['install', '-y', '--no-install-recommends', 'redis-server'], { env, timeoutMs: FETCH_MS });
  if (!(await install())) {
    say('apt-get does not know the package yet: running apt-get update first.');
    if (!(await succeeds(apt, ['update'], { env, timeoutMs: FETCH_MS })) || !(await install())) {
      say('apt-get could not install redis-server.');
    }
  }
  return findServer(path);
}

async function findDocker({ say }: LaunchRedisOptions, path: string): Promise<string | null> {
  const docker = findOnPath(['docker'], path);
  const env = { PATH: path };
  if (docker === null || !(await succeeds(docker, ['info'], { env, timeoutMs: DOCKER_ANSWERS_MS }))) return null;
  if (await succeeds(docker, ['image', 'inspect', IMAGE], { env, timeoutMs: DOCKER_ANSWERS_MS })) return docker;
  say(`Fetching the image ${IMAGE} with Docker.`);
  if (await succeeds(docker, ['pull', IMAGE], { env, timeoutMs: FETCH_MS })) return docker;
  say(`Docker could not fetch ${IMAGE}.`);
  return null;
}
