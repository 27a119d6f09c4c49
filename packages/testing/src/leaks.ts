import { afterAll, onTestFinished } from 'vitest';

interface Registered {
  readonly what: string;
  readonly stop: () => Promise<void> | void;
}

const STOP_DEADLINE_MS = 20_000;
const atFileEnd = new Set<Registered>();

/**
 * Stops something when the test that started it ends; outside a test (top level, `beforeAll`) when the file ends.
 * The last thing registered stops first. A stop that fails or hangs fails the test or the file. Returns a function that
 * stops it now instead. Not for `it.concurrent`, where Vitest does not know which test is asking.
 */
export function stopAtEnd(what: string, stop: () => Promise<void> | void): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const once = () => {
    atFileEnd.delete(registered);
    stopping ??= withDeadline(what, stop);
    return stopping;
  };
  const registered: Registered = { what, stop: once };
  if (!registerWithTest(once)) atFileEnd.add(registered);
  return once;
}

function registerWithTest(stop: () => Promise<void>): boolean {
  try {
    onTestFinished(stop);
    return true;
  } catch {
    // Vitest throws where no test is running: then the file is the owner.
    return false;
  }
}

async function withDeadline(what: string, stop: () => Promise<void> | void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Leak: ${what} did not stop`)), STOP_DEADLINE_MS);
  });
  try {
    await Promise.race([Promise.resolve(stop()), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Stops everything the file still owns, last started first, and reports every failure at once. */
async function stopFileOwned(): Promise<void> {
  const failures: unknown[] = [];
  for (const { stop } of [...atFileEnd].reverse()) {
    try {
      await stop();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} things of this file did not stop`);
}

// Registered while the test file is being collected, the only time Vitest accepts a hook for the whole file.
afterAll(stopFileOwned, 2 * STOP_DEADLINE_MS);
