import { findMisspelled, loadEnvFile, parseEnv, type Settings } from '@mailsift/runtime';
import { usageError } from '../terminal/commandError.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The settings of `.env` and the environment, with a warning for names that are nearly ours. @throws EnvError. */
export function readSettings(terminal: Pick<Terminal, 'say'>): Settings {
  loadEnvFile();
  for (const warning of findMisspelled()) terminal.say(`mailsift: warning: ${warning}`);
  return parseEnv();
}

/** The Redis that several processes share. @throws CommandError where none is set. */
export function sharedRedisUrl({ redisUrl }: Pick<Settings, 'redisUrl'>, command: string): string {
  if (redisUrl !== null) return redisUrl;
  throw usageError(
    `\`mailsift ${command}\` needs the Redis that all its processes share: set REDIS_URL, such as REDIS_URL=redis://127.0.0.1:6379. On one machine \`mailsift start\` runs everything, with a Redis of its own`,
  );
}
