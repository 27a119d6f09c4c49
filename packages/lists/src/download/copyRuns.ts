import type { Store } from '../store/store.ts';
import type { Run } from './scanIndex.ts';

/** Reading over a gap is cheaper than another read, up to this. */
const GAP = 128 * 1024;

/**
 * The bytes of ascending runs. Runs that lie near each other come from one read; what lies between them is left out,
 * and what is small is put together.
 */
export async function* copyRuns(store: Store, key: string, runs: readonly Run[]): AsyncGenerator<Buffer, void, void> {
  for (let from = 0; from < runs.length; ) {
    let to = from + 1;
    while (to < runs.length && startOf(runs, to) - endOf(runs, to - 1) <= GAP) to++;
    yield* copyNear(store, key, runs.slice(from, to));
    from = to;
  }
}

async function* copyNear(store: Store, key: string, runs: readonly Run[]): AsyncGenerator<Buffer, void, void> {
  const start = startOf(runs, 0);
  const end = endOf(runs, runs.length - 1);
  const found = await store.read(key, { start, length: end - start });
  if (found === null) throw new Error(`${key} is not in the store`);
  let pieceStart = start;
  let next = 0;
  for await (const piece of found.stream) {
    const bytes: Buffer = piece;
    const pieceEnd = pieceStart + bytes.length;
    let used = 0;
    const cut = Buffer.allocUnsafe(bytes.length);
    while (next < runs.length && startOf(runs, next) < pieceEnd) {
      const from = Math.max(startOf(runs, next), pieceStart) - pieceStart;
      const to = Math.min(endOf(runs, next), pieceEnd) - pieceStart;
      used += bytes.copy(cut, used, from, to);
      if (endOf(runs, next) > pieceEnd) break;
      next++;
    }
    pieceStart = pieceEnd;
    if (used > 0) yield cut.subarray(0, used);
  }
  if (pieceStart < end) throw new Error(`${key} is shorter than its index says`);
}

function startOf(runs: readonly Run[], at: number): number {
  return runs[at]?.start ?? 0;
}

function endOf(runs: readonly Run[], at: number): number {
  return runs[at]?.end ?? 0;
}
