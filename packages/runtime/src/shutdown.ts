import type { Logger } from './logger.ts';

export interface ShutdownOptions {
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** How long all closers together may take. */
  readonly deadlineMs?: number;
  readonly exit?: (code: number) => void;
}

export interface Shutdown {
  /** Adds what is to be closed. Closed in the order added: what takes in new work first, what the others need last. */
  add(what: string, close: () => Promise<unknown> | unknown): void;
  /** Aborted as soon as the shutdown begins, so that loops stop taking up work. */
  readonly signal: AbortSignal;
  /** Closes everything once, however often it is called. Rejects with an AggregateError of all that failed or was late. */
  close(): Promise<void>;
  /**
   * From now on SIGINT and SIGTERM close everything and exit, with code 0 or, after failures, 1. A second signal exits at once
   * with code 1. Returns a function that lets go of the signals.
   */
  onSignals(): () => void;
}

interface Closer {
  readonly what: string;
  readonly close: () => Promise<unknown> | unknown;
}

const DEFAULT_DEADLINE_MS = 30_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export function createShutdown({
  log,
  deadlineMs = DEFAULT_DEADLINE_MS,
  exit = process.exit,
}: ShutdownOptions): Shutdown {
  const closers: Closer[] = [];
  const controller = new AbortController();
  let closing: Promise<void> | null = null;

  const close = () => {
    controller.abort();
    closing ??= closeAll(closers, deadlineMs);
    return closing;
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (closing !== null) {
      log.error({ signal }, 'Stopping at once');
      exit(1);
      return;
    }
    log.info({ signal }, 'Stopping; a second signal stops at once');
    close().then(
      () => exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'Not everything closed cleanly');
        exit(1);
      },
    );
  };
  return {
    add: (what, closeOne) => void closers.push({ what, close: closeOne }),
    signal: controller.signal,
    close,
    onSignals() {
      for (const name of SIGNALS) process.on(name, onSignal);
      return () => {
        for (const name of SIGNALS) process.off(name, onSignal);
      };
    },
  };
}

async function closeAll(closers: readonly Closer[], deadlineMs: number): Promise<void> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const failures: Error[] = [];
  for (const { what, close } of closers) {
    try {
      await beforeDeadline(close, deadline);
    } catch (error) {
      failures.push(new Error(`${what} did not close`, { cause: error }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map((failure) => failure.message).join('; '));
}

/** Every closer is started, even past the deadline: what is late must not keep the others open. */
async function beforeDeadline(close: () => Promise<unknown> | unknown, deadline: AbortSignal): Promise<void> {
  let onLate = () => {};
  const late = new Promise<never>((_, reject) => {
    onLate = () => reject(new Error('The deadline has passed'));
    if (deadline.aborted) setImmediate(onLate);
    else deadline.addEventListener('abort', onLate, { once: true });
  });
  try {
    await Promise.race([(async () => close())(), late]);
  } finally {
    deadline.removeEventListener('abort', onLate);
  }
}
