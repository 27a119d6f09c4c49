import { once } from 'node:events';
import { parseEnv } from '@mailsift/runtime';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { openOwnRedis } from '../../platform/openRedis.ts';
import { quietLog } from '../../platform/quietLog.ts';
import { CommandError } from '../../terminal/commandError.ts';
import type { Lifetime } from '../../terminal/lifetime.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { benchEnvironment } from './benchEnvironment.ts';
import { type Child, startChild } from './child.ts';

export interface BenchWorld {
  /** Of the API. */
  readonly url: string;
  readonly redis: Redis;
  readonly sandbox: { readonly dnsServer: string; readonly smtpPort: number };
  readonly processes: readonly Pick<Child, 'name' | 'pid'>[];
  /** Connections the mail servers have accepted so far. */
  connections(): Promise<number>;
}

export interface RaiseOptions {
  /** Where everything is kept. */
  readonly folder: string;
  readonly workers: number;
  readonly connections: number;
  /** Folder for CPU profiles of the workers. */
  readonly profile: string | null;
}

/** Starts a sandbox, a Redis, an API and workers, each as the process it is in a deployment; closed with the lifetime. */
export async function raiseBench(lifetime: Lifetime, options: RaiseOptions, terminal: Terminal): Promise<BenchWorld> {
  const { folder, workers, connections, profile } = options;
  const dataFolder = `${folder}/data`;
  const settings = { ...parseEnv({}), dataFolder };
  const log = quietLog('bench', settings.logLevel, terminal);
  const { launched, connections: clients } = await openOwnRedis(lifetime, { settings, log, terminal });
  const children: Child[] = [];
  let isEnding = false;
  lifetime.onEnd('the processes', () => {
    isEnding = true;
    return stopAll(children);
  });
  const start = async (name: string, args: readonly string[], extra: Partial<Parameters<typeof startChild>[0]>) => {
    lifetime.signal.throwIfAborted();
    const child = await startChild({ name, args, env: {}, folder, ready: /ready/, ...extra });
    children.push(child);
    if (isEnding) await child.stop();
    void child.exited.then((why) => {
      if (!isEnding) lifetime.fail(new CommandError(`the ${name} is gone: ${why}`));
    });
    return child;
  };
  const sandbox = await start('sandbox', ['bench-sandbox'], { ready: /^sandbox ready (\S+) (\d+)$/ });
  const [, dnsServer = '', port = ''] = sandbox.match;
  const env = benchEnvironment({
    redisUrl: launched.url,
    dataFolder,
    dnsServer,
    smtpPort: Number(port),
    connections,
  });
  const [api] = await Promise.all([
    start('api', ['api'], { env, ready: /^mailsift api: (http:\S+),/ }),
    ...Array.from({ length: workers }, (_, index) =>
      start(`worker ${index + 1}`, ['worker'], { env, profile, ready: /^mailsift worker:/ }),
    ),
  ]);
  const redis = clients.commands;
  const redisPid = /^process_id:(\d+)/m.exec(await redis.info('server'))?.[1];
  return {
    url: api.match[1] ?? '',
    redis,
    sandbox: { dnsServer, smtpPort: Number(port) },
    processes: [...children, { name: 'redis', pid: Number(redisPid) }],
    connections: () => askConnections(sandbox),
  };
}

async function askConnections({ process: channel }: Child): Promise<number> {
  const answer = once(channel, 'message');
  channel.send('connections');
  const [message] = await answer;
  return z.object({ connections: z.int() }).parse(message).connections;
}

/** Workers first, which use all the others; the sandbox last. */
async function stopAll(children: readonly Child[]): Promise<void> {
  const isWorker = ({ name }: Child) => name.startsWith('worker');
  await Promise.all(children.filter(isWorker).map((child) => child.stop()));
  await Promise.all(children.filter((child) => !isWorker(child)).map((child) => child.stop()));
}
