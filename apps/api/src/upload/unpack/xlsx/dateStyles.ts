import type { Readable } from 'node:stream';
import { readXml } from './xmlEvents.ts';

/** Built-in number formats that show dates or times (ECMA-376 part 1, 18.8.30). */
const BUILT_IN = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** The cell styles, by number, whose number format shows a date. */
export async function readDateStyles(part: Readable | null): Promise<ReadonlySet<number>> {
  const styles = new Set<number>();
  if (part === null) return styles;
  const own = new Set<number>();
  let isInCells = false;
  let style = 0;
  for await (const { kind, name, attributes } of readXml(part)) {
    if (name === 'cellXfs') isInCells = kind === 'open';
    if (kind !== 'open') continue;
    if (name === 'numFmt' && showsDate(attributes.get('formatCode') ?? '')) own.add(Number(attributes.get('numFmtId')));
    if (name !== 'xf' || !isInCells) continue;
    const format = Number(attributes.get('numFmtId') ?? 0);
    if (BUILT_IN.has(format) || own.has(format)) styles.add(style);
    style++;
  }
  return styles;
}

/** Whether a format has a part of a date outside quoted text, escapes and conditions. */
function showsDate(format: string): boolean {
  return /[ymdhs]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}

const DAY_MS = 86_400_000;
/** Day 0; there is a 29th of February 1900 to Excel, so that days count from the 30th of December 1899 after it. */
const EPOCHS = { of1900: Date.UTC(1899, 11, 30), of1904: Date.UTC(1904, 0, 1) } as const;
const LAST_DAY = 2_958_465;

/** `2026-01-31`, or with its time where it has one; null for no date. */
export function dateOf(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_DAY) return null;
  const epoch = is1904 ? EPOCHS.of1904 : EPOCHS.of1900;
  const iso = new Date(epoch + Math.round((serial * DAY_MS) / 1_000) * 1_000).toISOString();
  return Number.isInteger(serial) ? iso.slice(0, 10) : iso.slice(0, 19);
}
