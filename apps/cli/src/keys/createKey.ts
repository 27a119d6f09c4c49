import { type ApiKeyChoice, createApiKey, KEY_WEIGHTS, type Store } from '@mailsift/lists';
import { usageError } from '../terminal/commandError.ts';
import type { Terminal } from '../terminal/terminal.ts';

const LONGEST_NAME = 100;

/** Makes a key and writes it, alone, to standard output. @throws CommandError for a name or weight that cannot be. */
export async function createKey(store: Store, choice: ApiKeyChoice, terminal: Terminal): Promise<void> {
  const name = choice.name.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  if (name === '' || name.length > LONGEST_NAME) throw usageError(`a name has 1 to ${LONGEST_NAME} characters`);
  const { weight = KEY_WEIGHTS.usual } = choice;
  if (weight > KEY_WEIGHTS.most) throw usageError(`a weight is a whole number from 1 to ${KEY_WEIGHTS.most}`);
  const { token, key } = await createApiKey(store, { ...choice, name });
  terminal.output.write(`${token}\n`);
  terminal.say(`Key ${key.id} (${name}). Keep it now: it is not shown again, only a digest of it was stored.`);
}
