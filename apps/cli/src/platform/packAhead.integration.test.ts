import { createEnrichment, isFirstLookUpSlow } from '@mailsift/enrichment';
import { expect, it } from 'vitest';
import { packAhead } from './packAhead.ts';

it('the networks of mail servers are packed ahead in a thread, and then at hand', async () => {
  const told: unknown[] = [];
  await packAhead(new AbortController().signal, { debug: (about: unknown) => void told.push(about) });
  expect(told).toEqual([]);
  expect(isFirstLookUpSlow()).toBe(false);
  expect(createEnrichment().lookUp('8.8.8.8').isp).toBe('Google LLC');
});
