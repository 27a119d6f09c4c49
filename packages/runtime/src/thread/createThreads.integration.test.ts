import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createThreads, type Threads } from './createThreads.ts';

const url = new URL('./tasks.fixture.ts', import.meta.url);
type TaskThreads = Threads<{ readonly what: string }>;
const messages = z.object({ by: z.number() });
const options = { parse: (message: unknown) => messages.parse(message) };

describe('kept threads', () => {
  const opened: TaskThreads[] = [];
  const open = (kept = 1, module = url) => {
    const threads = createThreads<{ what: string }>({
      url: module,
      kept,
      keptBytes: 150 * 1024 * 1024,
      limits: { maxOldGenerationSizeMb: 64 },
    });
    opened.push(threads);
    return threads;
  };
  afterEach(() => Promise.all(opened.splice(0).map((threads) => threads.close())));
  const run = async (threads: TaskThreads, what: string) => (await threads.run({ what }, options)).by;

  it('are used again by the next task, and tell every message of theirs', async () => {
    const threads = open();
    const first = await run(threads, 'answer');
    const said: number[] = [];
    const next = await threads.run({ what: 'answer' }, { ...options, onMessage: ({ by }) => said.push(by) });
    expect([next.by, ...said]).toEqual([first, first, first]);
  });

  it('do tasks side by side, each in one of its own', async () => {
    const threads = open();
    const by = await Promise.all([run(threads, 'answer'), run(threads, 'answer'), run(threads, 'answer')]);
    expect(new Set(by).size).toBe(3);
  });

  it.each([
    ['throws', 'throw', 'bad task'],
    ['ends the thread', 'exit', 'exit code 7'],
    ['is not accepted', 'nonsense', 'Invalid option'],
  ])('fail a task that %s, and no other', async (_, what, message) => {
    const threads = open();
    const others = [run(threads, 'answer'), run(threads, 'answer')];
    await expect(run(threads, what)).rejects.toThrow(message);
    await expect(Promise.all(others)).resolves.toHaveLength(2);
    await expect(run(threads, 'answer')).resolves.toEqual(expect.any(Number));
  });

  it('end a task at once when told to, and give the reason', async () => {
    const threads = open();
    const controller = new AbortController();
    const running = threads.run(
      { what: 'hang' },
      { ...options, signal: controller.signal, onMessage: () => controller.abort(new Error('canceled')) },
    );
    await expect(running).rejects.toThrow('canceled');
    await expect(run(threads, 'answer')).resolves.toEqual(expect.any(Number));
  });

  it('do not begin a task that is to be stopped', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(open().run({ what: 'answer' }, { ...options, signal })).rejects.toThrow('too late');
  });

  it('refuse a message that is not accepted', async () => {
    const refusing = { parse: z.object({ n: z.number() }).parse };
    await expect(open().run({ what: 'answer' }, refusing)).rejects.toThrow('expected number');
  });

  it('are held to their limits', async () => {
    const parse = z.object({ megabytes: z.number().optional() }).parse;
    expect(await open().run({ what: 'answer' }, { parse })).toEqual({ megabytes: 64 });
  });

  it('are not kept when they have grown', async () => {
    const threads = open();
    const grown = await run(threads, 'grow');
    expect(await run(threads, 'answer')).not.toBe(grown);
  });

  it('say what is wrong with a module that does not start', async () => {
    const threads = open(1, new URL('./missing.ts', import.meta.url));
    await expect(run(threads, 'answer')).rejects.toThrow('missing');
    await expect(run(threads, 'answer')).rejects.toThrow('missing');
  });

  it('that are at work when all are closed come to the end of their task', async () => {
    const threads = open();
    const running = run(threads, 'answer');
    await threads.close();
    await expect(running).resolves.toEqual(expect.any(Number));
  });
});
