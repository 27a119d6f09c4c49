import { setMaxListeners } from 'node:events';

export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Lets go of the sources: a signal that outlives many sessions must not collect their listeners. */
  unlink(): void;
}

/** A signal that is aborted with the first of its sources, for the same reason. */
export function linkSignals(...sources: readonly (AbortSignal | undefined)[]): LinkedSignal {
  const controller = new AbortController();
  const undo: (() => void)[] = [];
  for (const source of sources) {
    if (source === undefined) continue;
    const onAbort = () => controller.abort(source.reason);
    if (source.aborted) onAbort();
    // Many sessions share one source; until Node 22 the eleventh listener prints a warning of a leak.
    setMaxListeners(0, source);
    source.addEventListener('abort', onAbort, { once: true });
    undo.push(() => source.removeEventListener('abort', onAbort));
  }
  return {
    signal: controller.signal,
    unlink() {
      for (const remove of undo) remove();
    },
  };
}
