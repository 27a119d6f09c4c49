interface MemoryOptions {
  readonly forMs: number;
  readonly now: () => number;
}

/** Names are made up by clients: what is remembered of them is bounded. */
const MOST_REMEMBERED = 10_000;

/** Looks a name up at most once in a while; who asks at the same time shares the answer. A failed look-up is forgotten. */
export function createMemory<T>(lookUp: (name: string) => Promise<T>, { forMs, now }: MemoryOptions) {
  const known = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return (name: string): Promise<T> => {
    const remembered = known.get(name);
    if (remembered !== undefined && now() < remembered.until) return remembered.value;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const value = lookUp(name);
    known.set(name, { until: now() + forMs, value });
    value.catch(() => known.delete(name));
    return value;
  };
}
