import { parentPort, workerData } from 'node:worker_threads';
import { bareSocketsTask, runBareSession } from './bareSession.ts';
import type { SpanOfTime } from './bareSockets.ts';

const { sessions, port, connections } = bareSocketsTask.parse(workerData);

async function run(): Promise<SpanOfTime> {
  const startedAt = Date.now();
  // One iterator for all: each takes the next session there is.
  const waiting = sessions.values();
  const converse = async () => {
    for (const session of waiting) await runBareSession(session, port);
  };
  await Promise.all(Array.from({ length: connections }, converse));
  return { startedAt, endedAt: Date.now() };
}

parentPort?.postMessage(await run());
