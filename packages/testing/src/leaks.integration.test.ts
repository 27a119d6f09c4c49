import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { stopAtEnd } from './leaks.ts';
import { createTestDir } from './testDir.ts';
import { startTestRedis, type TestRedis } from './testRedis.ts';

describe('what a test starts', () => {
  let shared: TestRedis;
  let earlierDir: string;

  beforeAll(async () => {
    shared = await startTestRedis();
  });

  it('is its own', async () => {
    earlierDir = await createTestDir();
    expect(existsSync(earlierDir)).toBe(true);
    expect(await shared.client().set('kept', 'yes')).toBe('OK');
  });

  it('is gone when it ends, unlike what the file started', async () => {
    expect(existsSync(earlierDir)).toBe(false);
    expect(await shared.client().get('kept')).toBe('yes');
  });

  it('stops once, however often it is told to', async () => {
    let stops = 0;
    const stop = stopAtEnd('a counter', () => {
      stops++;
    });
    await Promise.all([stop(), stop()]);
    expect(stops).toBe(1);
  });
});
