import { createLogger } from '@mailsift/runtime';
import type { Command } from 'commander';
import { openApi } from '../platform/openApi.ts';
import { openRedis } from '../platform/openRedis.ts';
import { readSettings, sharedRedisUrl } from '../platform/settings.ts';
import { runService } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';

export function addApi(program: Command, terminal: Terminal): void {
  program
    .command('api')
    .description('the HTTP API alone, for deployments; needs REDIS_URL')
    .addHelpText('after', '\nThe log goes to standard output, one JSON object a line. SIGTERM ends it gracefully.')
    .action(async () => {
      const settings = readSettings(terminal);
      const redisUrl = sharedRedisUrl(settings, 'api');
      const log = createLogger({ level: settings.logLevel, name: 'api' });
      await runService(terminal, async (lifetime) => {
        const connections = await openRedis(lifetime, redisUrl, log);
        const { url } = await openApi(lifetime, { settings, connections, log });
        terminal.say(`mailsift api: ${url}, lists in ${settings.dataFolder}`);
      });
    });
}
