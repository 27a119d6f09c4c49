import { KEY_WEIGHTS, openStore } from '@mailsift/lists';
import type { Command } from 'commander';
import { z } from 'zod';
import { createKey } from '../keys/createKey.ts';
import { listKeys } from '../keys/listKeys.ts';
import { revokeKey } from '../keys/revokeKey.ts';
import { readSettings } from '../platform/settings.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { countOf } from './choices.ts';

const createSchema = z.object({
  admin: z.boolean().default(false),
  weight: z.number().default(KEY_WEIGHTS.usual),
});
const listSchema = z.object({ json: z.boolean().default(false) });

const HELP = `
Each key sees its own lists and no others. Keys are kept as digests in STORAGE_URL (./data), beside the lists: a running API
knows a new key, and forgets a revoked one, within seconds. The keys of API_KEYS are not shown here.

Examples:
  mailsift keys create newsletter
  mailsift keys create operator --admin
  mailsift keys revoke 0123456789ab`;

export function addKeys(program: Command, terminal: Terminal): void {
  const keys = program
    .command('keys')
    .description('API keys: create, list, revoke')
    .addHelpText('after', HELP)
    .action(() => keys.help({ error: true }));
  const store = () => openStore(readSettings(terminal).storageUrl);
  keys
    .command('create')
    .description('make a key; it is shown this once')
    .argument('<name>', 'what it is for')
    .option('--admin', 'may also see lanes, metrics and queues')
    .option('--weight <weight>', 'share of its lists beside those of other keys, 1 to 100', countOf)
    .action(async (name: string, options: unknown) => {
      const { admin, weight } = createSchema.parse(options);
      await createKey(store(), { name, isAdmin: admin, weight }, terminal);
    });
  keys
    .command('ls')
    .description('list the keys')
    .option('--json', 'one JSON object a line')
    .action(async (options: unknown) => {
      await listKeys(store(), listSchema.parse(options).json, terminal);
    });
  keys
    .command('revoke')
    .description('take a key away for good; its lists stay')
    .argument('<id>', 'as `mailsift keys ls` shows it')
    .action(async (id: string) => {
      await revokeKey(store(), id, terminal);
    });
}
