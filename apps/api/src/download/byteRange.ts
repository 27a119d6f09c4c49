import type { Range } from '@mailsift/lists';

/** What a `Range` header asks for of so many bytes: null: all of it; `unsatisfiable`: nothing that is there. */
export type WantedRange = Required<Range> | 'unsatisfiable' | null;

/** One range of bytes (RFC 9110 section 14.1.2). What is none, or more than one, is answered with the whole (14.2). */
export function byteRange(header: string | undefined, size: number): WantedRange {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  if (from === '') return rangeOf(Math.max(0, size - Number(to)), size, size);
  if (to !== '' && Number(to) < Number(from)) return null;
  return rangeOf(Number(from), to === '' ? size : Number(to) + 1, size);
}

function rangeOf(start: number, end: number, size: number): WantedRange {
  const length = Math.min(end, size) - start;
  return length > 0 ? { start, length } : 'unsatisfiable';
}
