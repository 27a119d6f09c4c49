import { DELIMITERS, type Delimiter } from './listFormat.ts';
import { parseAddress } from './parseAddress.ts';
import { IntakeError, type IntakeProblem } from './problems.ts';
import { RowSplitter } from './rowSplitter.ts';

/** Rows kept of the head: enough to judge columns by. */
const SAMPLE_ROWS = 1_000;
const TRIAL_ROWS = 100;

export interface Sample {
  /** The first rows, header included. */
  readonly rows: readonly (readonly string[])[];
  /** What made the head unreadable, and after which rows. */
  readonly problem: IntakeProblem | null;
}

export interface SampleSource {
  readonly text: string;
  /** Whether the text ends where the file does. */
  readonly complete: boolean;
  readonly skipLines: number;
}

/** Reads all of the head, so that a broken quote anywhere in it is found; keeps the first 1,000 rows. */
export function sampleRows(source: SampleSource, delimiter: Delimiter): Sample {
  return collect(source, delimiter, { keep: SAMPLE_ROWS, readOn: true });
}

interface Collecting {
  readonly keep: number;
  readonly readOn: boolean;
}

function collect(source: SampleSource, delimiter: Delimiter, { keep, readOn }: Collecting): Sample {
  const splitter = new RowSplitter(delimiter);
  splitter.push(source.text);
  if (source.complete) splitter.end();
  const rows: string[][] = [];
  let number = -source.skipLines;
  try {
    for (let cells = splitter.next(); cells !== null; cells = splitter.next()) {
      if (number >= 0 && number < keep) rows.push(cells);
      number++;
      if (number >= keep && !readOn) break;
    }
    return { rows, problem: null };
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    return { rows, problem: error.problem };
  }
}

/** An address column counts for more than even rows: it is what the file is here for. */
const ADDRESS_WEIGHT = 3;

/**
 * The delimiter under which some column holds addresses and rows are equally wide; among equals the first of
 * `DELIMITERS`. A one-column file has none, and any will do.
 */
export function sniffDelimiter(source: SampleSource): Delimiter {
  let best: Delimiter = DELIMITERS[0];
  let bestScore = -1;
  for (const delimiter of DELIMITERS) {
    const { rows } = collect(source, delimiter, { keep: TRIAL_ROWS, readOn: false });
    const score = scoreRows(rows);
    if (score <= bestScore) continue;
    best = delimiter;
    bestScore = score;
  }
  return best;
}

function scoreRows(rows: readonly (readonly string[])[]): number {
  if (rows.length === 0) return 0;
  const [width, share] = commonWidth(rows);
  const evenness = width > 1 ? share : 0;
  return ADDRESS_WEIGHT * bestAddressShare(rows, width) + evenness;
}

function commonWidth(rows: readonly (readonly string[])[]): readonly [width: number, share: number] {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width = 1, count = 0] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [1, 0]);
  return [width, count / rows.length];
}

function bestAddressShare(rows: readonly (readonly string[])[], width: number): number {
  let best = 0;
  for (let column = 0; column < width; column++) {
    const found = rows.filter((cells) => looksLikeAddress(cells[column] ?? '')).length;
    best = Math.max(best, found / rows.length);
  }
  return best;
}

/** Special-use domains count here: the question is what the column is for. */
export function looksLikeAddress(cell: string): boolean {
  return cell.includes('@') && parseAddress(cell, { allowSpecialUse: true }).ok;
}
