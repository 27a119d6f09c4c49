import type { Redis } from 'ioredis';
import { loadScript } from './script.ts';

/** `is_cold` for scripts that write nothing while Redis lacks its memory: see there. */
export const memoryScript = new URL('./memory.lua', import.meta.url);

const isColdScript = loadScript(memoryScript, new URL('./isCold.lua', import.meta.url));
const rememberScript = loadScript(memoryScript, new URL('./remember.lua', import.meta.url));

/** Whether Redis lost its memory, or has that of another process: recovery has to rebuild it before anything else is done. */
export async function isColdAt(redis: Redis, generation: string): Promise<boolean> {
  return (await isColdScript.run(redis, [generation], [])) === 1;
}

/** Sets a generation key: what Redis knows is whole. Gives its value. */
export async function remember(redis: Redis, generation: string): Promise<string> {
  return String(await rememberScript.run(redis, [generation], []));
}
