import { describe, expect, it } from 'vitest';
import { createShutdown } from './shutdown.ts';

const log = { info: () => {}, error: () => {} };

describe('shutdown', () => {
  it('closes in the order added, one after the other, and once', async () => {
    const closed: string[] = [];
    const shutdown = createShutdown({ log });
    shutdown.add('server', async () => {
      await new Promise(setImmediate);
      closed.push('server');
    });
    shutdown.add('redis', () => closed.push('redis'));
    await Promise.all([shutdown.close(), shutdown.close()]);
    expect(closed).toEqual(['server', 'redis']);
  });

  it('aborts its signal before anything is closed', async () => {
    const shutdown = createShutdown({ log });
    let abortedFirst = false;
    shutdown.add('loop', () => {
      abortedFirst = shutdown.signal.aborted;
    });
    expect(shutdown.signal.aborted).toBe(false);
    await shutdown.close();
    expect(abortedFirst).toBe(true);
  });

  it('closes the others when some fail, and tells of all failures', async () => {
    let closed = false;
    const shutdown = createShutdown({ log });
    shutdown.add('first', () => Promise.reject(new Error('one')));
    shutdown.add('second', () => {
      throw new Error('two');
    });
    shutdown.add('third', () => {
      closed = true;
    });
    const error = await shutdown.close().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AggregateError);
    expect(error).toMatchObject({ errors: [{ cause: { message: 'one' } }, { cause: { message: 'two' } }] });
    expect(closed).toBe(true);
  });

  it('does not wait past its deadline for a closer that hangs, and starts the rest', async () => {
    let closed = false;
    const shutdown = createShutdown({ log, deadlineMs: 10 });
    shutdown.add('stuck', () => new Promise(() => {}));
    shutdown.add('next', () => {
      closed = true;
    });
    await expect(shutdown.close()).rejects.toThrow('stuck did not close');
    expect(closed).toBe(true);
  });

  it('exits with 0 after a signal, and at once after a second one', async () => {
    const codes: number[] = [];
    let release = () => {};
    let exited = () => {};
    const done = new Promise<void>((resolve) => {
      exited = resolve;
    });
    const exit = (code: number) => {
      codes.push(code);
      if (code === 0) exited();
    };
    const shutdown = createShutdown({ log, exit });
    shutdown.add('slow', () => new Promise<void>((resolve) => (release = resolve)));
    const letGo = shutdown.onSignals();
    try {
      process.emit('SIGTERM');
      process.emit('SIGINT');
      expect(codes).toEqual([1]);
      release();
      await done;
      expect(codes).toEqual([1, 0]);
    } finally {
      letGo();
    }
  });
});
