import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { loadEnvFile } from './loadEnvFile.ts';

it('adds what .env sets to what is set already, which wins', async () => {
  const file = join(await createTestDir(), '.env');
  await writeFile(file, '# ours\nPORT=4000\nHOST="::1"\n');
  const environment = { PORT: '5000' };
  loadEnvFile(file, environment);
  expect(environment).toEqual({ PORT: '5000', HOST: '::1' });
});

it('goes on without a file', async () => {
  const environment = {};
  loadEnvFile(join(await createTestDir(), '.env'), environment);
  expect(environment).toEqual({});
});
