import { benchDomain } from './benchDomain.ts';
import { mixBits } from './mixBits.ts';

export interface BenchList {
  readonly rows: number;
  /** Another seed, another list. */
  readonly seed: number;
}

export interface BenchRow {
  readonly kind: 'address' | 'bad_syntax';
  readonly email: string;
  /** The row as it is in the file, without the line's end. */
  readonly line: string;
}

export const BENCH_HEADER = 'id,name,email,city,created';

const DUPLICATES = 0.02;
const BAD_SYNTAX = 0.01;
/** How many rows back a duplicate looks. */
const REPEATS_WITHIN = 5_000;

const FIRST_NAMES = ['anna', 'bela', 'chidi', 'dora', 'emil', 'fatima', 'goran', 'hana'] as const;
const LAST_NAMES = ['adeyemi', 'bauer', 'costa', 'dubois', 'eriksen', 'fischer', 'greco', 'horvat'] as const;
const BAD_CELLS = ['not an address', 'two@@signs.test', 'nobody', 'a b@space.test', 'dot.@end.test', 'x@'] as const;

/** What the sandbox makes of a local part follows from how it begins; most mailboxes exist. */
const PREFIXES = [
  { upTo: 0.2, prefix: 'unknown.' },
  { upTo: 0.23, prefix: 'disabled.' },
  { upTo: 0.25, prefix: 'full.' },
] as const;

const PURPOSE = { kind: 0, back: 1, first: 2, last: 3, mailbox: 4, spelling: 5 } as const;

/** Row `row` (from 0) of a generated list; about 2 % repeat an earlier address, about 1 % hold none that could be one. */
export function benchRow(row: number, list: BenchList): BenchRow {
  const { kind, email } = cellOf(row, list);
  const day = String((row % 28) + 1).padStart(2, '0');
  return { kind, email, line: `${row + 1},"Contact ${row + 1}, Ltd",${email},City ${row % 977},2024-03-${day}` };
}

function cellOf(row: number, list: BenchList): Pick<BenchRow, 'kind' | 'email'> {
  const drawn = share(list.seed, row, PURPOSE.kind);
  if (drawn < BAD_SYNTAX) return { kind: 'bad_syntax', email: pick(BAD_CELLS, list.seed, row) };
  if (drawn >= BAD_SYNTAX + DUPLICATES || row === 0) return { kind: 'address', email: address(row, list) };
  const back = 1 + (mixBits(list.seed, row, PURPOSE.back) % Math.min(row, REPEATS_WITHIN));
  const repeated = cellOf(row - back, list);
  const isShouted = share(list.seed, row, PURPOSE.spelling) < 0.5 && repeated.kind === 'address';
  return isShouted ? { ...repeated, email: repeated.email.toUpperCase() } : repeated;
}

/** The row's number makes it the only one of its kind. */
function address(row: number, { rows, seed }: BenchList): string {
  const drawn = share(seed, row, PURPOSE.mailbox);
  const prefix = PREFIXES.find(({ upTo }) => drawn < upTo)?.prefix ?? '';
  const first = pick(FIRST_NAMES, seed, row, PURPOSE.first);
  const last = pick(LAST_NAMES, seed, row, PURPOSE.last);
  return `${prefix}${first}.${last}.${row.toString(36)}@${benchDomain(row, rows)}`;
}

/** From 0 up to 1, not included. */
function share(seed: number, row: number, purpose: number): number {
  return mixBits(seed, row, purpose) / 2 ** 32;
}

function pick<T>(list: readonly [T, ...T[]], ...of: readonly [seed: number, row: number, purpose?: number]): T {
  const [seed, row, purpose = PURPOSE.spelling] = of;
  return list[mixBits(seed, row, purpose) % list.length] ?? list[0];
}
