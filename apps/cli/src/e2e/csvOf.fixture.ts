import { demoEntries, type SampleEntry } from '@mailsift/sandbox';

const HEADER = 'id,name,email,company,note\n';

/** The entries as a CSV; each value is quoted, as some programs do. */
export function* csvOf(entries: readonly SampleEntry[]): Generator<string> {
  yield HEADER;
  for (const { cells } of entries) yield `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
}

/** Every behaviour of the sandbox, and many small domains beside them, which take a worker some seconds. */
export function entriesOf(smallRows: number): readonly SampleEntry[] {
  const small = Array.from({ length: smallRows }, (_, row): SampleEntry => {
    const name = row % 5 === 0 ? 'unknown' : 'user';
    const email = `${name}${row}@d${Math.floor(row / 3)}.small.test`;
    return { kind: 'address', cells: [String(1_000 + row), `Row ${row}`, email, 'small, Inc.', ''] };
  });
  return [...demoEntries(), ...small];
}
