import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { basicEnvironment } from '@mailsift/runtime';
import { CommandError } from '../../terminal/commandError.ts';

export interface ChildOptions {
  /** Told to people, and the name of its log. */
  readonly name: string;
  /** Of the `mailsift` command. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Its working directory, where its log goes too. */
  readonly folder: string;
  /** The line of its standard error that says it is ready. */
  readonly ready: RegExp;
  /** Writes a CPU profile there when it ends. */
  readonly profile?: string | null;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** What `ready` matched. */
  readonly match: RegExpMatchArray;
  /** The channel to it; messages are an edge, to be parsed. */
  readonly process: ChildProcess;
  /** Settles with words for people once it is gone. */
  readonly exited: Promise<string>;
  /** SIGTERM, and SIGKILL where that is not enough. */
  stop(): Promise<void>;
}

const BIN = fileURLToPath(new URL('../../../bin/mailsift.mjs', import.meta.url));
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 8_000;

/** Starts `mailsift <args>` as a process of its own and waits until it says that it is ready. @throws CommandError. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { name, args, env, folder, profile = null } = options;
  const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = spawn(process.execPath, [...profiling, BIN, ...args], {
    // Nothing of our own settings; a group of its own, so that Ctrl-C reaches us alone and we stop them in order.
    env: { ...basicEnvironment(), ...env },
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code}`}`));
  });
  const stop = () => end(child, exited);
  try {
    const match = await untilReady(child, options, exited);
    const { pid } = child;
    if (pid === undefined) throw new CommandError(`the ${name} has no process id`);
    return { name, pid, match, process: child, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(child: ChildProcess, options: ChildOptions, exited: Promise<string>) {
  const { name, folder, ready } = options;
  const log = createWriteStream(`${folder}/${name.replaceAll(' ', '-')}.log`, { mode: 0o600 });
  log.on('error', () => {});
  child.stdout?.pipe(log, { end: false });
  const lines = new PassThrough();
  child.stderr?.pipe(lines);
  return new Promise<RegExpMatchArray>((resolve, reject) => {
    const said: string[] = [];
    const fail = (why: string) => reject(new CommandError(`the ${name} did not start: ${why}\n${said.join('\n')}`));
    const timer = setTimeout(() => fail(`it was not ready within ${READY_WITHIN_MS / 1_000} s`), READY_WITHIN_MS);
    createInterface({ input: lines }).on('line', (line) => {
      log.write(`${line}\n`);
      if (said.length < 20) said.push(line);
      const match = line.match(ready);
      if (match === null) return;
      clearTimeout(timer);
      resolve(match);
    });
    void exited.then((why) => {
      clearTimeout(timer);
      fail(why);
    });
  });
}

async function end(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exited;
  clearTimeout(timer);
}
