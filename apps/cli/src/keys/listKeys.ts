import { type ListedApiKey, listApiKeys, type Store } from '@mailsift/lists';
import { formatTable } from '../display/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

const HEADER = ['ID', 'CREATED', 'LAST USED', 'ADMIN', 'WEIGHT', 'STATE', 'NAME'] as const;

/** Writes the keys to standard output, as a table or as JSON lines. */
export async function listKeys(store: Store, asJson: boolean, terminal: Terminal): Promise<void> {
  const keys = await listApiKeys(store);
  if (asJson) {
    for (const key of keys) terminal.output.write(`${JSON.stringify(viewOf(key))}\n`);
    return;
  }
  if (keys.length === 0) terminal.say('There are no keys. Make one with: mailsift keys create <name>');
  if (keys.length === 0) return;
  const align = ['left', 'left', 'left', 'left', 'right', 'left', 'left'] as const;
  for (const line of formatTable([HEADER, ...keys.map(rowOf)], align)) terminal.output.write(`${line}\n`);
}

function viewOf({ id, name, createdAt, lastUsed, revokedAt, isAdmin, weight }: ListedApiKey) {
  const revoked = revokedAt === null ? null : new Date(revokedAt).toISOString();
  return {
    id,
    name,
    createdAt: new Date(createdAt).toISOString(),
    lastUsed,
    admin: isAdmin,
    weight,
    revokedAt: revoked,
  };
}

function rowOf(key: ListedApiKey): readonly string[] {
  const { id, name, createdAt, lastUsed, admin, weight, revokedAt } = viewOf(key);
  const state = revokedAt === null ? 'active' : `revoked ${dayOf(revokedAt)}`;
  return [id, dayOf(createdAt), lastUsed ?? 'never', admin ? 'yes' : 'no', String(weight), state, name];
}

function dayOf(iso: string): string {
  return iso.slice(0, 'YYYY-MM-DD'.length);
}
