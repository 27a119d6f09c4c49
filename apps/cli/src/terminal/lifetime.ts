import { createLogger, createShutdown } from '@mailsift/runtime';
import { CommandError } from './commandError.ts';
import { EXIT } from './exitCodes.ts';
import type { Terminal } from './terminal.ts';

/** What a command has opened. It is closed when the command ends, on SIGINT and SIGTERM, and after a failed start. */
export interface Lifetime {
  /** Aborted when the command is to end early. */
  readonly signal: AbortSignal;
  /** What was opened last is closed first. */
  onEnd(what: string, close: () => Promise<unknown> | unknown): void;
  /** Closes everything and ends the process with code 1: something that all depends on is gone. */
  fail(error: Error): void;
}

/** Starts what then runs until a signal, which ends the process with code 0 (1 where not everything closed). */
export async function runService(terminal: Terminal, start: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  const { lifetime, close, onSignals } = createLifetime(terminal, process.exit);
  onSignals();
  try {
    await start(lifetime);
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/** Runs work that has an end. Where a signal came before it, `interrupted` says what is left; the exit code is then 1. */
export async function runJob(
  terminal: Terminal,
  work: (lifetime: Lifetime) => Promise<void>,
  interrupted: () => string = () => 'interrupted',
): Promise<void> {
  // A first signal only aborts: the work ends by itself, with its own last words. Exit is for what cannot wait.
  const { lifetime, close, onSignals } = createLifetime(terminal, (code) => {
    if (code !== EXIT.fine) process.exit(code);
  });
  const letGo = onSignals();
  const onAbort = () => terminal.messages.isTTY && terminal.say('\nStopping ...');
  lifetime.signal.addEventListener('abort', onAbort);
  try {
    await work(lifetime);
  } catch (error) {
    const reason = lifetime.signal.aborted ? new CommandError(interrupted(), { cause: error }) : error;
    await close().catch(() => {});
    throw reason;
  } finally {
    letGo();
  }
  lifetime.signal.removeEventListener('abort', onAbort);
  await close();
}

interface Opened {
  readonly what: string;
  readonly close: () => Promise<unknown> | unknown;
}

function createLifetime(terminal: Terminal, exit: (code: number) => void) {
  const log = createLogger({ level: 'error', name: 'mailsift', destination: terminal.messages });
  const shutdown = createShutdown({ log, exit });
  const opened: Opened[] = [];
  shutdown.add('mailsift', () => closeLastFirst(opened));
  const lifetime: Lifetime = {
    signal: shutdown.signal,
    onEnd: (what, close) => void opened.push({ what, close }),
    fail(error) {
      terminal.say(`mailsift: ${error.message}`);
      const leave = () => process.exit(EXIT.failed);
      shutdown.close().then(leave, leave);
    },
  };
  const close = async () => {
    await shutdown.close();
    // What was being opened when the signal came.
    await closeLastFirst(opened);
  };
  return { lifetime, close, onSignals: shutdown.onSignals };
}

async function closeLastFirst(opened: Opened[]): Promise<void> {
  const failures: Error[] = [];
  for (let last = opened.pop(); last !== undefined; last = opened.pop()) {
    try {
      await last.close();
    } catch (cause) {
      failures.push(new Error(`${last.what} did not close`, { cause }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
}
