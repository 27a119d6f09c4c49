import { createTestDir, startProcess } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { sandboxSettings } from '../sandboxSettings.fixture.ts';

const answer = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({ area: z.string(), check: z.string(), level: z.string(), advice: z.string().nullable() }),
  ),
});

it('mailsift doctor ends with code 1 where a check fails, in words and in JSON', async () => {
  const env = { ...(await sandboxSettings()), REDIS_URL: 'redis://127.0.0.1:1' };
  const cwd = await createTestDir();
  const inWords = await startProcess({ args: ['doctor', '--ask', 'exists.test'], env, cwd });
  expect(await inWords.exited).toMatchObject({ code: 1 });
  expect(inWords.output()).toMatch(/\nRedis\n {2}FAILED {2}ready: .+\n +-> Is REDIS_URL right\?/);
  expect(inWords.output()).toMatch(/\n\d+ failed, \d+ warnings?, \d+ ok\n/);

  const inJson = await startProcess({ args: ['doctor', '--ask', 'exists.test', '--json'], env, cwd });
  expect(await inJson.exited).toMatchObject({ code: 1 });
  const line =
    inJson
      .output()
      .split('\n')
      .find((each) => each.startsWith('{')) ?? '';
  const { ok, findings } = answer.parse(JSON.parse(line));
  expect(ok).toBe(false);
  expect(findings).toContainEqual(expect.objectContaining({ area: 'Redis', level: 'failed' }));
});
