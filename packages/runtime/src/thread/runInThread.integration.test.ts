import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTestDir } from '@mailsift/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runInThread } from './runInThread.ts';

const messages = z.object({ n: z.number() });
const options = { parse: (message: unknown) => messages.parse(message) };

describe('a thread', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await createTestDir();
  });

  const moduleOf = async (name: string, source: string) => {
    const file = join(dir, name);
    await writeFile(file, `import { parentPort, workerData } from 'node:worker_threads';\n${source}`);
    return pathToFileURL(file);
  };

  it('runs TypeScript source that imports the source of another package', async () => {
    const url = new URL('./threadProbe.fixture.ts', import.meta.url);
    expect(await runInThread(url, { n: 20 }, options)).toEqual({ n: 40 });
  });

  it('runs JavaScript as it is, hands over every message and resolves to the last', async () => {
    const url = await moduleOf('count.mjs', 'for (let n = 1; n <= workerData; n++) parentPort.postMessage({ n });');
    const seen: number[] = [];
    const last = await runInThread(url, 3, { ...options, onMessage: ({ n }) => seen.push(n) });
    expect(last).toEqual({ n: 3 });
    expect(seen).toEqual([1, 2, 3]);
  });

  it.each([
    ['it throws', `throw new Error('bad row')`, 'bad row'],
    ['it rejects', `await Promise.reject(new Error('bad promise'))`, 'bad promise'],
    ['it ends with a code', 'process.exit(7)', 'exit code 7'],
    ['it says nothing', '', 'without a message'],
    [
      'it says what is not accepted',
      `parentPort.postMessage({ n: 'x' }); setInterval(() => {}, 1000)`,
      'expected number',
    ],
  ])('rejects when %s', async (what, source, message) => {
    const url = await moduleOf(`${what.replaceAll(' ', '-')}.mjs`, source);
    await expect(runInThread(url, null, options)).rejects.toThrow(message);
  });

  it('ends at once when told to, and gives the reason', async () => {
    const url = await moduleOf('endless.mjs', 'parentPort.postMessage({ n: 1 }); for (;;);');
    const controller = new AbortController();
    const running = runInThread(url, null, {
      ...options,
      signal: controller.signal,
      onMessage: () => controller.abort(new Error('canceled')),
    });
    await expect(running).rejects.toThrow('canceled');
  });

  it('does not start when it was told to stop before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(runInThread(await moduleOf('never.mjs', ''), null, { ...options, signal })).rejects.toThrow(
      'too late',
    );
  });
});
