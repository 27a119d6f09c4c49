import { runInThread } from '@mailsift/runtime';
import { z } from 'zod';

const bareCsvThread = new URL('./bareCsvThread.ts', import.meta.url);
const parsedSchema = z.object({ rows: z.int(), seconds: z.number() });

/** Rows a second of csv-parse alone on a file: read, cut into cells, counted and forgotten. In a thread, as split runs. */
export async function measureBareCsv(path: string, signal: AbortSignal): Promise<number> {
  const { rows, seconds } = await runInThread(bareCsvThread, { path }, { parse: parsedSchema.parse, signal });
  return rows / seconds;
}
