import { readFile } from 'node:fs/promises';

export interface ProcessFacts {
  readonly name: string;
  /** The most memory it ever had resident, bytes; null where the system does not tell (it does on Linux). */
  readonly peakRss: number | null;
  /** Processor time it has used, seconds. */
  readonly cpuSeconds: number | null;
}

/** Of proc(5): `getconf CLK_TCK`, 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export async function readProcessFacts({ name, pid }: { readonly name: string; readonly pid: number }) {
  const [status, stat] = await Promise.all([readProc(pid, 'status'), readProc(pid, 'stat')]);
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  // The name of the program stands in brackets and may hold anything; fields 14 and 15 are user and system time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return {
    name,
    peakRss: kilobytes === undefined ? null : Number(kilobytes) * 1_024,
    cpuSeconds: Number.isFinite(ticks) ? ticks / TICKS_PER_SECOND : null,
  } satisfies ProcessFacts;
}

async function readProc(pid: number, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}
