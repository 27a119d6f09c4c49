import { readRows, sniff } from '@mailsift/intake';
import type { SampleEntry, Sandbox, Truth } from '@mailsift/sandbox';

/** A row of the result that is not what it should be. */
export interface Difference {
  /** From 1. */
  readonly row: number;
  readonly email: string;
  readonly expected: string;
  readonly found: string;
}

const OUR_COLUMNS = ['mailsift_status', 'mailsift_event', 'mailsift_cause'] as const;
const NO_ADDRESS: Truth = { status: 'failed', event: 'invalid_syntax' };

/**
 * Holds the cleaned file against the list that went in and against what is true of the sandbox: the same rows in the same order,
 * their own values unchanged, and each with the right verdict.
 */
export async function compareTruth(
  file: Buffer,
  entries: readonly SampleEntry[],
  sandbox: Pick<Sandbox, 'truth'>,
): Promise<readonly Difference[]> {
  const rows = await rowsOf(file);
  const differences: Difference[] = [];
  for (let index = 0; index < Math.max(rows.length, entries.length); index++) {
    const entry = entries[index];
    const row = rows[index];
    const expected = entry === undefined ? 'no such row' : describeTruth(entry, truthOf(entry, sandbox));
    const found = entry === undefined || row === undefined ? 'no row' : describeRow(entry, row, sandbox);
    if (found !== expected) {
      differences.push({ row: index + 1, email: entry?.cells[2] ?? '', expected, found });
    }
  }
  return differences;
}

interface CleanedRow {
  readonly cells: readonly string[];
  /** Status, event, cause. */
  readonly verdict: readonly string[];
}

async function rowsOf(file: Buffer): Promise<readonly CleanedRow[]> {
  const sniffed = sniff(file, { complete: true, delimiter: ',', hasHeader: true, emailColumn: 'email' });
  if (!sniffed.ok) throw new Error(`The cleaned file cannot be read: ${sniffed.problem.message}`);
  const { header } = sniffed.format;
  const places = OUR_COLUMNS.map((name) => header.indexOf(name));
  const rows: CleanedRow[] = [];
  for await (const window of readRows(once(file), sniffed.format)) {
    for (const { cells } of window) rows.push({ cells, verdict: places.map((place) => cells[place] ?? '') });
  }
  return rows;
}

async function* once(file: Buffer): AsyncGenerator<Buffer> {
  yield file;
}

function truthOf({ kind, cells }: SampleEntry, sandbox: Pick<Sandbox, 'truth'>): Truth {
  return (kind === 'address' ? sandbox.truth(cells[2]) : null) ?? NO_ADDRESS;
}

function describeTruth({ cells }: SampleEntry, { status, event, cause }: Truth): string {
  return [cells.join('|'), status, event, cause ?? ''].join(' ');
}

/** Spelled as the truth is, so that they can be compared; where the truth leaves the cause open, so does this. */
function describeRow(entry: SampleEntry, { cells, verdict }: CleanedRow, sandbox: Pick<Sandbox, 'truth'>): string {
  const [status = '', event = '', cause = ''] = verdict;
  const told = truthOf(entry, sandbox).cause === undefined ? '' : cause;
  return [cells.slice(0, entry.cells.length).join('|'), status, event, told].join(' ');
}
