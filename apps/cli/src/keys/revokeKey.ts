import { revokeApiKey, type Store } from '@mailsift/lists';
import { CommandError } from '../terminal/commandError.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** @throws CommandError where there is no such key. */
export async function revokeKey(store: Store, id: string, terminal: Terminal): Promise<void> {
  if (!(await revokeApiKey(store, id)))
    throw new CommandError(`there is no key ${id}; \`mailsift keys ls\` shows them`);
  terminal.say(`Key ${id} is revoked. A running API refuses it within seconds; its lists stay.`);
}
