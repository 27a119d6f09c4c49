import {
  assertRedisReady,
  connectRedis,
  createLogger,
  findOnPath,
  RedisNotReadyError,
  type Settings,
} from '@mailsift/runtime';
import type { Redis } from 'ioredis';
import { type Finding, inArea, reasonOf } from './finding.ts';

const { ok, warning, failed } = inArea('Redis');
const ANSWERS_WITHIN_MS = 5_000;
/** Leases and deadlines are in seconds; what is shown to people is by this machine's clock. */
const SKEW_MS = 2_000;

/** Whether Redis is there and fit for our use; without REDIS_URL, whether `start` can run one. */
export async function checkRedis({ redisUrl }: Pick<Settings, 'redisUrl'>): Promise<readonly Finding[]> {
  if (redisUrl === null) return [checkOwn()];
  // Nobody is to be told of the outage that is looked for.
  const connections = connectRedis(redisUrl, createLogger({ level: 'silent', name: 'doctor' }));
  try {
    await assertRedisReady(connections.commands, ANSWERS_WITHIN_MS);
    const fit = ok(
      'version and eviction',
      `version ${await fieldOf(connections.commands, 'server', 'redis_version')}, noeviction`,
    );
    return [
      fit,
      await checkPersistence(connections.commands),
      await checkClock(connections.commands),
      await checkMemory(connections.commands),
    ];
  } catch (error) {
    if (!(error instanceof RedisNotReadyError)) return [failed('answers', reasonOf(error), 'Look at the log of Redis')];
    // Its last sentence says what to do.
    const end = error.message.lastIndexOf('. ');
    return [failed('ready', error.message.slice(0, end), error.message.slice(end + 2))];
  } finally {
    await connections.close();
  }
}

function checkOwn(): Finding {
  const binary = findOnPath(['redis-server', 'valkey-server']);
  const check = 'a private one';
  if (binary !== null) return ok(check, `REDIS_URL is not set; \`mailsift start\` runs ${binary}`);
  const advice = 'Install redis-server (6.2 or later), or set REDIS_URL to a Redis that runs';
  return warning(check, 'REDIS_URL is not set and there is no redis-server on PATH', advice);
}

/** An emptied Redis loses no list, but what was in flight is asked again. */
async function checkPersistence(redis: Redis): Promise<Finding> {
  const check = 'persistence';
  const info = await redis.info('persistence');
  if (read(info, 'aof_enabled') === '1') {
    const isWell = read(info, 'aof_last_write_status') !== 'err';
    if (isWell) return ok(check, 'the append-only file is on');
    return failed(check, 'the append-only file could not be written', 'Look at the disk of Redis');
  }
  const advice =
    'Turn the append-only file on: redis-cli CONFIG SET appendonly yes (and in redis.conf, to survive a restart)';
  return warning(
    check,
    'the append-only file is off: a restart of Redis forgets what was in flight, and it is asked again',
    advice,
  );
}

/** By the middle of the question: half its time lies before the clock was read. */
async function checkClock(redis: Redis): Promise<Finding> {
  const before = Date.now();
  const [seconds, micros] = await redis.time();
  const after = Date.now();
  const skew = Math.round(Number(seconds) * 1_000 + Number(micros) / 1_000 - (before + after) / 2);
  const uncertain = (after - before) / 2;
  if (Math.abs(skew) <= SKEW_MS + uncertain) return ok('clock', `it differs from ours by ${Math.abs(skew)} ms`);
  const found = `the clock of Redis is ${Math.abs(skew) / 1_000} s ${skew > 0 ? 'ahead of' : 'behind'} ours`;
  return failed('clock', found, 'Run a time service (chrony, systemd-timesyncd) on both machines');
}

async function checkMemory(redis: Redis): Promise<Finding> {
  const info = await redis.info('memory');
  const most = Number(read(info, 'maxmemory') ?? '0');
  const used = Number(read(info, 'used_memory') ?? '0');
  if (most === 0) return ok('memory', `${megabytes(used)} used, no limit set`);
  const found = `${megabytes(used)} of ${megabytes(most)} used`;
  if (used < 0.8 * most) return ok('memory', found);
  return failed('memory', found, 'Raise maxmemory: a Redis that is full takes no job');
}

async function fieldOf(redis: Redis, section: string, name: string): Promise<string> {
  return read(await redis.info(section), name) ?? 'unknown';
}

function read(info: string, name: string): string | null {
  return new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? null;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
