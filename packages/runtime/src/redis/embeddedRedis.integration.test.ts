import { expect, it } from 'vitest';
import { startEmbeddedRedis } from './embeddedRedis.ts';

it('there is no embedded Redis where its package is not installed', async () => {
  expect(await startEmbeddedRedis('@mailsift/not-there')).toBeNull();
});
