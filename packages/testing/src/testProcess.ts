import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { basicEnvironment } from '@mailsift/runtime';
import { stopAtEnd } from './leaks.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface TestProcess {
  readonly pid: number;
  /** Everything written so far to stdout and stderr, in order of arrival; the last few MB of it. */
  output(): string;
  /** The first match in a whole line already written or still to come. Rejects when the process ends or 60 s pass without one. */
  waitForLine(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  /** Signals the process itself, never its children. */
  kill(signal?: NodeJS.Signals): void;
  readonly exited: Promise<Exit>;
  write(text: string): void;
  /** SIGTERM, then SIGKILL to its whole group after 10 s. */
  stop(): Promise<void>;
}

export interface TestProcessOptions {
  /** Arguments of the `mailsift` command. */
  readonly args: readonly string[];
  /** Added to PATH, HOME and TMPDIR; nothing else of our own environment leaks into the process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Resolve only once a line matches. */
  readonly waitFor?: RegExp;
}

const BIN = fileURLToPath(new URL('../../../apps/cli/bin/mailsift.mjs', import.meta.url));
const OUTPUT_KEPT = 4 * 1024 * 1024;
const LINE_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 10_000;
const OUTPUT_GRACE_MS = 1_000;

/** Starts `mailsift <args>` as a user would, in a process group of its own; ended with the test or the file. */
export async function startProcess(options: TestProcessOptions): Promise<TestProcess> {
  return startCommand(process.execPath, [BIN, ...options.args], options);
}

/** As `startProcess`, for any command. */
export async function startCommand(
  command: string,
  args: readonly string[],
  options: Omit<TestProcessOptions, 'args'> = {},
): Promise<TestProcess> {
  const started = new StartedProcess(command, args, options);
  if (options.waitFor !== undefined) await started.waitForLine(options.waitFor);
  return started;
}

class StartedProcess implements TestProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  readonly stop: () => Promise<void>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #name: string;
  readonly #waiting = new Set<() => void>();
  #output = '';
  #exit: Exit | null = null;

  constructor(command: string, args: readonly string[], { env = {}, cwd }: Omit<TestProcessOptions, 'args'>) {
    this.#name = [command, ...args].join(' ');
    this.#child = spawn(command, args, {
      env: { ...basicEnvironment(), ...env },
      detached: true,
      ...(cwd === undefined ? {} : { cwd }),
    });
    this.exited = this.#follow();
    if (this.#child.pid === undefined) throw new Error(`${this.#name} could not be started`);
    this.pid = this.#child.pid;
    this.stop = stopAtEnd(`process ${this.pid} (${this.#name})`, () => this.#end());
  }

  output(): string {
    return this.#output;
  }

  waitForLine(pattern: RegExp, timeoutMs = LINE_DEADLINE_MS): Promise<RegExpMatchArray> {
    return new Promise((resolve, reject) => {
      const settle = (decide: () => void) => {
        this.#waiting.delete(look);
        clearTimeout(timer);
        decide();
      };
      const fail = (why: string) =>
        settle(() => reject(new Error(`${this.#name} ${why} without a line ${pattern}. It said:\n${this.#output}`)));
      const look = () => {
        const match = this.#match(pattern);
        if (match !== null) settle(() => resolve(match));
        else if (this.#exit !== null) fail(`ended (${this.#exit.signal ?? this.#exit.code})`);
      };
      const timer = setTimeout(() => fail(`ran ${timeoutMs} ms`), timeoutMs);
      this.#waiting.add(look);
      look();
    });
  }

  kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    this.#child.kill(signal);
  }

  write(text: string): void {
    this.#child.stdin.write(text);
  }

  #match(pattern: RegExp): RegExpMatchArray | null {
    const lines = this.#output.split('\n');
    const whole = this.#exit === null ? lines.slice(0, -1) : lines;
    for (const line of whole) {
      const match = line.match(pattern);
      if (match !== null) return match;
    }
    return null;
  }

  #follow(): Promise<Exit> {
    const child = this.#child;
    const collect = (chunk: string) => {
      this.#output = (this.#output + chunk).slice(-OUTPUT_KEPT);
      this.#wake();
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.stdin.on('error', () => {});
    return new Promise((resolve) => {
      const settle = (exit: Exit) => {
        this.#exit = exit;
        resolve(exit);
        this.#wake();
      };
      child.once('error', (error) => {
        collect(`${error.message}\n`);
        if (child.pid === undefined) settle({ code: null, signal: null });
      });
      child.once('close', (code, signal) => settle({ code, signal }));
      // A grandchild that inherited its output must not keep `exited` waiting for ever.
      child.once('exit', (code, signal) => setTimeout(() => settle({ code, signal }), OUTPUT_GRACE_MS).unref());
    });
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }

  async #end(): Promise<void> {
    this.#child.kill('SIGTERM');
    this.#child.kill('SIGCONT');
    const timer = setTimeout(() => this.#killGroup(), STOP_DEADLINE_MS);
    await this.exited;
    clearTimeout(timer);
    this.#killGroup();
  }

  /** Children that it left behind share its group. */
  #killGroup(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
