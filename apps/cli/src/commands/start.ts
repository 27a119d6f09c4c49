import { createLogger, type Settings } from '@mailsift/runtime';
import type { Command } from 'commander';
import { openApi } from '../platform/openApi.ts';
import { type OwnRedis, openOwnRedis, REDIS_IN_WORDS } from '../platform/openRedis.ts';
import { openWorker } from '../platform/openWorker.ts';
import { readSettings } from '../platform/settings.ts';
import { runService } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';

export function addStart(program: Command, terminal: Terminal): void {
  program
    .command('start')
    .description('everything on one machine: API, worker, and a private Redis where REDIS_URL is not set')
    .addHelpText('after', '\nThe log goes to standard output, one JSON object a line. Ctrl+C ends it gracefully.')
    .action(async () => {
      const settings = readSettings(terminal);
      const log = createLogger({ level: settings.logLevel, name: 'mailsift' });
      await runService(terminal, async (lifetime) => {
        const redis = await openOwnRedis(lifetime, { settings, log, terminal });
        const { connections } = redis;
        await openWorker(lifetime, { settings, connections, log });
        const { url } = await openApi(lifetime, { settings, connections, log });
        terminal.say(greeting(url, settings, redis));
      });
    });
}

function greeting(url: string, settings: Settings, { launched }: OwnRedis): string {
  const key = settings.apiKeys.length === 0 ? '' : '-H "Authorization: Bearer $API_KEY" ';
  return [
    `mailsift is ready: ${url}`,
    `  open the page:  ${url}/`,
    `  upload a list:  curl ${key}-F file=@list.csv ${url}/v1/lists`,
    `  lists are in:   ${settings.dataFolder}`,
    `  Redis:          ${REDIS_IN_WORDS[launched.how]}`,
    '  Ctrl+C stops it.',
  ].join('\n');
}
