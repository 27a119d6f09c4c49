/** Numbers, sizes and times in words. The page speaks English: so do its numbers; clocks are the reader's own. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

export function formatCount(count: number): string {
  return whole.format(count);
}

/** `1 row`, `2,000 rows`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A share as a percentage: never 0 % of something, never 100 % where something is left. */
export function formatShare(part: number, total: number): string {
  if (part === 0 || total === 0) return '0 %';
  if (part === total) return '100 %';
  const percent = (100 * part) / total;
  if (percent < 0.1) return '< 0.1 %';
  if (percent > 99.9) return '> 99.9 %';
  return `${tenth.format(percent)} %`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  // 999.95 would be shown as 1,000.
  while (size >= 999.95 && unit < UNITS.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${(unit === 0 ? whole : tenth).format(size)} ${UNITS[unit] ?? ''}`;
}

/** A time that is an estimate: two units at most, the smaller one rounded. */
export function formatDuration(seconds: number): string {
  if (seconds < 5) return 'a few seconds';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return formatPlural(Math.round(hours / 24), 'day');
}

/** `14:05`, with the day where it is not today. */
export function formatClock(iso: string, now = new Date()): string {
  const time = new Date(iso);
  const clock = time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  if (time.toDateString() === now.toDateString()) return clock;
  return `${time.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${clock}`;
}

/** Addresses a second while that is one at least, else a minute. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 10) return `${formatCount(perSecond)}/s`;
  if (perSecond >= 1) return `${tenth.format(perSecond)}/s`;
  return `${formatCount(perSecond * 60)}/min`;
}
