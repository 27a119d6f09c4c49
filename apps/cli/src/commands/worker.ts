import { createLogger } from '@mailsift/runtime';
import type { Command } from 'commander';
import { openRedis } from '../platform/openRedis.ts';
import { openWorker } from '../platform/openWorker.ts';
import { readSettings, sharedRedisUrl } from '../platform/settings.ts';
import { runService } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';

export function addWorker(program: Command, terminal: Terminal): void {
  program
    .command('worker')
    .description('one worker, for deployments; needs REDIS_URL and the same STORAGE_URL as the API')
    .addHelpText('after', '\nThe log goes to standard output, one JSON object a line. SIGTERM ends it gracefully.')
    .action(async () => {
      const settings = readSettings(terminal);
      const redisUrl = sharedRedisUrl(settings, 'worker');
      const log = createLogger({ level: settings.logLevel, name: 'worker' });
      await runService(terminal, async (lifetime) => {
        const connections = await openRedis(lifetime, redisUrl, log);
        await openWorker(lifetime, { settings, connections, log });
        const names = settings.identities.map(({ ehlo }) => ehlo).join(', ');
        terminal.say(
          `mailsift worker: up to ${settings.workerConnections} connections as ${names}, lists in ${settings.dataFolder}`,
        );
      });
    });
}
