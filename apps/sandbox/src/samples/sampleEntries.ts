import { TABLE } from '../behaviours/table.ts';
import { BAD_CELLS, COMMON_DOMAINS, COMPANIES, MISTYPED_DOMAINS, NOTES, ROLES } from '../data/people.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { createDice, type Dice } from './dice.ts';
import { createPerson } from './person.ts';

export interface SampleOptions {
  /** Without the header. 1,000 by default. */
  readonly rows?: number;
  /** Another seed, another list. */
  readonly seed?: number;
}

export interface SampleEntry {
  /** What is in the email column: `address` is fit for `Sandbox.truth`. */
  readonly kind: 'address' | 'bad_syntax' | 'empty';
  /** id, name, email, company, note. */
  readonly cells: readonly [string, string, string, string, string];
}

type EmailCell = Pick<SampleEntry, 'kind'> & { readonly email: string };

/** An address every domain of the table should be seen with. */
interface Case {
  readonly row: DomainRow;
  readonly prefix: '' | 'unknown.' | 'disabled.' | 'full.';
}

/** How many rows back a duplicate looks. */
const REPEATS_WITHIN = 500;

const NO_DOMAIN_CELLS: readonly EmailCell[] = [
  ...BAD_CELLS.map((email) => ({ kind: 'bad_syntax', email }) as const),
  { kind: 'empty', email: '' },
  { kind: 'empty', email: '   ' },
];

/**
 * A realistic list as entries: each behaviour first, in a shuffled order, then an ordinary mix, with duplicates, mistakes
 * and empty cells in it. Row n is the same whatever the number of rows, as long as that covers the behaviours.
 */
export function* sampleEntries(options: SampleOptions = {}): Generator<SampleEntry> {
  const cases = TABLE.filter(({ samples }) => samples !== 'none').flatMap(casesOf);
  yield* entries(cases, { rows: options.rows ?? 1_000, seed: options.seed ?? 1 });
}

/** About 300 rows of what comes to its end in seconds, given short delays: nothing that only a timeout ends. */
export function* demoEntries(): Generator<SampleEntry> {
  const cases = TABLE.filter(({ samples }) => samples === 'demo').flatMap(casesOf);
  yield* entries(cases, { rows: 300, seed: 7 });
}

function* entries(cases: readonly Case[], { rows, seed }: Required<SampleOptions>): Generator<SampleEntry> {
  const first = shuffle([...cases, ...NO_DOMAIN_CELLS], seed);
  for (let row = 0; row < rows; row++) {
    const dice = createDice(seed, row);
    const { name, local } = createPerson(dice);
    const { kind, email } = emailOf(row, local, dice);
    yield { kind, cells: [String(row + 1), name, email, dice.pick(COMPANIES), dice.pick(NOTES)] };
  }

  function emailOf(row: number, local: string, dice: Dice): EmailCell {
    const due = first[row];
    if (due !== undefined) return 'row' in due ? caseCell(due, local, row) : due;
    return ordinaryCell(row, local, dice);
  }

  function ordinaryCell(row: number, local: string, dice: Dice): EmailCell {
    const chance = dice.roll();
    if (chance < 0.03) return repeated(row - 1 - Math.floor(dice.roll() * Math.min(row, REPEATS_WITHIN)), dice);
    if (chance < 0.04) return { kind: 'bad_syntax', email: dice.pick(BAD_CELLS) };
    if (chance < 0.045) return { kind: 'empty', email: '' };
    if (chance < 0.06) return address(local, dice.pick(MISTYPED_DOMAINS));
    if (chance < 0.09) return address(dice.pick(ROLES), dice.pick(COMMON_DOMAINS));
    if (chance < 0.15) return address(`unknown.${local}`, dice.pick(COMMON_DOMAINS));
    if (chance < 0.35) return address(local, `tiny${Math.floor(dice.roll() * (row + 1))}.small.test`);
    const [due, ...others] = cases;
    if (chance < 0.45 && due !== undefined) return caseCell(dice.pick([due, ...others]), local, row);
    return address(local, dice.pick(COMMON_DOMAINS));
  }

  /** The cell of an earlier row, in capitals perhaps. Drawn again rather than remembered. */
  function repeated(row: number, dice: Dice): EmailCell {
    const before = createDice(seed, row);
    const { local } = createPerson(before);
    const { kind, email } = emailOf(row, local, before);
    return { kind, email: dice.roll() < 0.5 ? email : email.toUpperCase() };
  }
}

/** What a domain should be asked about: where all mailboxes fare alike, one of them is enough. */
function casesOf(row: DomainRow): readonly Case[] {
  if (row.truth.kind !== 'by_mailbox') return [{ row, prefix: '' }];
  const prefixes =
    row.behaviour === 'exists' ? (['', 'unknown.', 'disabled.', 'full.'] as const) : (['', 'unknown.'] as const);
  return prefixes.map((prefix) => ({ row, prefix }));
}

function caseCell({ row, prefix }: Case, local: string, index: number): EmailCell {
  const name = row.smtpUtf8 && prefix === '' ? `jörg.${local}` : local;
  return address(`${prefix}${name}`, row.domain.replace('*', `tiny${index}`));
}

function address(local: string, domain: string): EmailCell {
  return { kind: 'address', email: `${local}@${domain}` };
}

function shuffle<T>(list: readonly T[], seed: number): readonly T[] {
  return list
    .map((item, index) => ({ item, order: createDice(seed, index).roll() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
