import { describe, expect, it } from 'vitest';
import { startCommand } from './testProcess.ts';

const node = (script: string, waitFor?: RegExp) =>
  startCommand(process.execPath, ['-e', script], waitFor === undefined ? {} : { waitFor });

describe('a process for tests', () => {
  it('waits for a line, whether already written or still to come', async () => {
    const echo = await node(
      `process.stdin.on('data', (d) => console.log('got ' + d)); console.log('ready on 1234')`,
      /ready/,
    );
    expect((await echo.waitForLine(/ready on (\d+)/))[1]).toBe('1234');
    echo.write('hello');
    await echo.waitForLine(/got hello/);
  });

  it('reports exit codes and signals', async () => {
    expect(await (await node('process.exit(3)')).exited).toEqual({ code: 3, signal: null });
    const idle = await node('setInterval(() => {}, 1000); console.log("up")', /up/);
    idle.kill('SIGKILL');
    expect(await idle.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('shows the output when a line never comes', async () => {
    await expect(node('console.error("no luck")', /ready/)).rejects.toThrow(/ended \(0\).*\n?no luck/s);
  });

  it('ends children that the process left behind', async () => {
    const parent = await node(
      `const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
       console.log('child ' + c.pid); setInterval(() => {}, 1000)`,
    );
    const child = Number((await parent.waitForLine(/child (\d+)/))[1]);
    await parent.stop();
    await expect.poll(() => isRunning(child), { timeout: 5_000 }).toBe(false);
  });

  it('does not hand our own settings to the process', async () => {
    const shown = await node('console.log(Object.keys(process.env).sort().join())', /PATH/);
    expect(shown.output().trim().split(',')).not.toContain('VITEST');
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
