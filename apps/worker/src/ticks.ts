import { createMetricsBoard, keepUp } from '@mailsift/queues';
import { dispatchAll } from './dispatchAll.ts';
import { sendDueWebhooks } from './webhook/sendDue.ts';
import type { WorkerContext } from './workerContext.ts';

const DISPATCH_EVERY_MS = 500;
const UPKEEP_EVERY_MS = 2_000;
const WEBHOOKS_EVERY_MS = 2_000;
const METRICS_EVERY_MS = 5_000;
const HEARTBEAT_EVERY_MS = 2_000;

export interface TickOptions {
  readonly workerId: string;
  /** Connections for each identity. */
  readonly connections: number;
  readonly leaseMs: number;
  readonly handoverMs: number;
}

/**
 * What a worker does by the clock: says that it lives, dispatches, keeps lists up. In-process timers, since jobs that
 * repeat do not survive an emptied Redis. A round that fails (Redis away) is just tried again.
 */
export function startTicks(context: WorkerContext, options: TickOptions): { stop(): Promise<void> } {
  const { passes, settings, log } = context;
  const { workerId, connections, leaseMs, handoverMs } = options;
  const board = createMetricsBoard(context.redis, context.keys);
  const beat = async () => {
    for (const { id } of settings.identities) await passes.heartbeat(id, workerId, connections);
  };
  const upkeep = {
    maxListAgeMs: settings.maxListAgeMs,
    retentionDays: settings.retentionDays,
    leaseMs,
    handoverMs,
    wait: pause,
    say: (message: string, about: object) => log.warn(about, message),
  };
  const loops = [
    repeat(beat, HEARTBEAT_EVERY_MS, context),
    repeat(() => dispatchAll(context), DISPATCH_EVERY_MS, context),
    repeat(() => keepUp(context, upkeep), UPKEEP_EVERY_MS, context),
    repeat(() => sendDueWebhooks(context), WEBHOOKS_EVERY_MS, context),
    repeat(async () => board.publish(workerId, await context.metrics.read()), METRICS_EVERY_MS, context),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.all(settings.identities.map(({ id }) => passes.signOff(id, workerId))).catch(() => {});
      await board.withdraw(workerId).catch(() => {});
    },
  };

  function pause(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const onStop = () => {
        clearTimeout(timer);
        reject(new Error('The worker is stopping'));
      };
      const timer = setTimeout(() => {
        context.stopping.removeEventListener('abort', onStop);
        resolve();
      }, ms);
      context.stopping.addEventListener('abort', onStop, { once: true });
    });
  }
}

/** Runs a task again and again, never twice at once. */
function repeat(
  task: () => Promise<unknown>,
  everyMs: number,
  { redis, log, stopping }: Pick<WorkerContext, 'redis' | 'log' | 'stopping'>,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const round = async () => {
    // An outage is logged once, by the connection.
    if (redis.status === 'ready') {
      await task().catch((error: unknown) => {
        if (!stopping.aborted) log.warn({ err: error }, 'A round of upkeep failed; it is tried again');
      });
    }
    if (!stopped) timer = setTimeout(start, everyMs);
  };
  const start = () => {
    running = round();
  };
  start();
  return {
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
