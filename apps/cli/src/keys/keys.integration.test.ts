import { createFolderStore, readBytes } from '@mailsift/lists';
import { createTestDir } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { recordedTerminal } from '../terminal/terminal.fixture.ts';
import { createKey } from './createKey.ts';
import { listKeys } from './listKeys.ts';
import { revokeKey } from './revokeKey.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('a key is written once, kept as a digest, listed and revoked', async () => {
  const store = createFolderStore(await createTestDir());
  const terminal = recordedTerminal();
  await createKey(store, { name: 'news\u0007letter', isAdmin: true, weight: 3 }, terminal);
  await settled();
  const token = terminal.written().trim();
  expect(token).toMatch(/^ms_[0-9a-f]{12}_[\w-]{43}$/);
  for (const prefix of ['keys/', 'revoked-keys/', 'key-uses/']) {
    for await (const key of store.list(prefix))
      expect((await readBytes(store, key))?.toString()).not.toContain(token.slice(16));
  }
  const id = token.split('_')[1] ?? '';
  const listed = recordedTerminal();
  await listKeys(store, false, listed);
  await revokeKey(store, id, listed);
  await listKeys(store, true, listed);
  await settled();
  expect(listed.written()).toMatch(new RegExp(`^ID .*\\n${id}  \\S+  never +yes +3  active +news letter\\n`));
  expect(listed.written()).toContain('"revokedAt":"20');
  await expect(revokeKey(store, 'ffffffffffff', listed)).rejects.toThrow('there is no key');
  await expect(revokeKey(store, '../secret', listed)).rejects.toThrow('there is no key');
  await expect(createKey(store, { name: ' ', isAdmin: false }, listed)).rejects.toThrow('a name has');
  await expect(createKey(store, { name: 'x', isAdmin: false, weight: 101 }, listed)).rejects.toThrow('a weight is');
});
