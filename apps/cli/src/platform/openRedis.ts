import {
  assertRedisReady,
  connectRedis,
  type LaunchedRedis,
  type Logger,
  launchRedis,
  type RedisConnections,
  type Settings,
} from '@mailsift/runtime';
import type { Lifetime } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A Redis in a container beside us may take its time to read its files. */
const READY_WITHIN_MS = 30_000;

/**
 * Connects and waits until Redis answers.
 *
 * @throws RedisNotReadyError where it does not within 30 s, is too old, or may drop keys (an eviction policy).
 */
export async function openRedis(lifetime: Lifetime, redisUrl: string, log: Logger): Promise<RedisConnections> {
  const connections = connectRedis(redisUrl, log);
  lifetime.onEnd('Redis', () => connections.close());
  await assertRedisReady(connections.commands, READY_WITHIN_MS);
  return connections;
}

/** Where a Redis came from, told to a person. */
export const REDIS_IN_WORDS = {
  configured: 'that of REDIS_URL',
  private: 'private, by the server found on this machine',
  installed: 'private, by the server just installed',
  docker: 'private, in a container',
  embedded: 'embedded, from npm',
} as const satisfies Record<LaunchedRedis['how'], string>;

export interface OwnRedis {
  readonly launched: LaunchedRedis;
  readonly connections: RedisConnections;
}

/** The Redis of the settings, else one that runs as long as the command and keeps its file in the data folder. */
export async function openOwnRedis(
  lifetime: Lifetime,
  { settings, log, terminal, demo = false }: OwnRedisOptions,
): Promise<OwnRedis> {
  const { redisUrl, dataFolder } = settings;
  const launched = await launchRedis({ redisUrl, dataFolder, demo, say: terminal.say });
  lifetime.onEnd('the private Redis', () => launched.stop());
  void launched.lost.then(lifetime.fail);
  return { launched, connections: await openRedis(lifetime, launched.url, log) };
}

export interface OwnRedisOptions {
  readonly settings: Pick<Settings, 'redisUrl' | 'dataFolder'>;
  readonly log: Logger;
  readonly terminal: Pick<Terminal, 'say'>;
  /** Allows the embedded server from npm. */
  readonly demo?: boolean;
}
