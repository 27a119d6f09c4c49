const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Different questions need different hashes: what one put together, another has to pull apart. */
const SEEDS = { domain: 0, address: 0x9e3779b9 } as const;

/**
 * Which of `count` slices a text belongs to: FNV-1a over its UTF-16 code units with the finaliser of MurmurHash3, so
 * that the low bits depend on every character. The same on every machine, always: partitions are named by it.
 */
export function sliceOf(text: string, by: keyof typeof SEEDS, count: number): number {
  let hash = FNV_OFFSET ^ SEEDS[by];
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % count;
}
