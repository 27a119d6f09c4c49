const DURATION_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SIZE_BYTES = { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40 } as const;
const RATE_SECONDS = { s: 1, m: 60, h: 3_600 } as const;

/** `500ms`, `1.5s`, `6m`, `2h`, `30d` or `0` to whole milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  return text === '0' ? 0 : scaled(text, /^(\d{1,9}(?:\.\d{1,3})?)\s?(ms|s|m|h|d)$/i, DURATION_MS);
}

/** `512kb`, `100mb`, `2gb` (powers of 1024) to bytes; null for anything else. */
export function parseSize(text: string): number | null {
  return scaled(text, /^(\d{1,9}(?:\.\d{1,3})?)\s?(b|kb|mb|gb|tb)$/i, SIZE_BYTES);
}

/** `20/s`, `600/m`, `5000/h` to a number per second; null for anything else, and for a rate of zero. */
export function parseRate(text: string): number | null {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\/(s|m|h)$/i.exec(text);
  const seconds = unitOf(match?.[2], RATE_SECONDS);
  if (match === null || seconds === null) return null;
  const perSecond = Number(match[1]) / seconds;
  return perSecond > 0 ? perSecond : null;
}

function scaled(text: string, pattern: RegExp, units: Readonly<Record<string, number>>): number | null {
  const match = pattern.exec(text);
  const unit = unitOf(match?.[2], units);
  if (match === null || unit === null) return null;
  const value = Math.round(Number(match[1]) * unit);
  return Number.isSafeInteger(value) ? value : null;
}

function unitOf(name: string | undefined, units: Readonly<Record<string, number>>): number | null {
  return name === undefined ? null : (units[name.toLowerCase()] ?? null);
}
