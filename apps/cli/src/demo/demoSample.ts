import { demoEntries, demoList, type SampleEntry, sampleEntries, sampleList } from '@mailsift/sandbox';

export interface DemoSample {
  readonly entries: readonly SampleEntry[];
  /** The same as a CSV file. */
  readonly csv: string;
}

/** The list of a demo: the 300 rows made for it, or a part of them; a longer one holds servers that only a timeout ends. */
export function demoSample(rows: number | null): DemoSample {
  const entries = [...demoEntries()];
  const length = rows ?? entries.length;
  if (length > entries.length) {
    return { entries: [...sampleEntries({ rows: length })], csv: [...sampleList({ rows: length })].join('') };
  }
  const header = 1;
  return { entries: entries.slice(0, length), csv: [...demoList()].slice(0, header + length).join('') };
}
