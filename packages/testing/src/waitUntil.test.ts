import { expect, it } from 'vitest';
import { waitUntil } from './waitUntil.ts';

it('asks again until there is an answer, and hands it over', async () => {
  let asked = 0;
  expect(await waitUntil(() => (++asked === 3 ? 'yes' : null), { everyMs: 1 })).toBe('yes');
  expect(asked).toBe(3);
});

it('takes 0 and the empty text for answers', async () => {
  expect(await waitUntil(() => 0)).toBe(0);
  expect(await waitUntil(() => '')).toBe('');
});

it('gives up with the last error as the cause', async () => {
  const failing = waitUntil(() => Promise.reject(new Error('refused')), { timeoutMs: 5, everyMs: 1 });
  await expect(failing).rejects.toMatchObject({
    message: expect.stringContaining('after 5 ms'),
    cause: { message: 'refused' },
  });
});
