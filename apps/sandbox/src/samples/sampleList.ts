import { demoEntries, type SampleEntry, type SampleOptions, sampleEntries } from './sampleEntries.ts';

const HEADER = 'id,name,email,company,note\n';
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** `sampleEntries` as lines of a CSV file in UTF-8, the header first, each with its LF: joined they are the file. */
export function* sampleList(options: SampleOptions = {}): Generator<string> {
  yield HEADER;
  for (const entry of sampleEntries(options)) yield toLine(entry);
}

/** The list of `npm run demo`, as `sampleList` gives it. */
export function* demoList(): Generator<string> {
  yield HEADER;
  for (const entry of demoEntries()) yield toLine(entry);
}

function toLine({ cells }: SampleEntry): string {
  return `${cells.map(quote).join(',')}\n`;
}

function quote(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
