import { createReadStream } from 'node:fs';
import { readLines } from '@mailsift/intake';
import { digestOf, hexToDigest } from './digests.ts';
import { DigestCollector, type DigestTableData } from './digestTable.ts';
import { type Algorithm, type Entry, parseEntry } from './parseEntry.ts';

/** What suppression files say, in plain data that a thread can send. */
export interface SuppressionData {
  /** By algorithm, digests of addresses; those that were written as addresses are in `sha256`. */
  readonly addresses: Readonly<Record<Algorithm, DigestTableData>>;
  /** SHA-256 of names: those that are meant alone, and those with all that is under them. */
  readonly domains: DigestTableData;
  readonly parents: DigestTableData;
  /** Lines that hold an entry, in all files. */
  readonly entries: number;
  readonly faults: Faults;
}

export interface Faults {
  /** Lines that are no entry. */
  readonly count: number;
  /** The first of them, each with its file and number. */
  readonly first: readonly Fault[];
}

export interface Fault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

export interface ReadOptions {
  /** Faults that are told one by one; all of them are counted. */
  readonly mostFaults?: number;
  readonly mostEntries?: number;
}

const MOST_FAULTS = 100;
/** 1.2 GB. */
const MOST_ENTRIES = 50_000_000;

/**
 * Reads suppression files as streams: 24 bytes an entry stay in memory, 40 while it reads. Lines that are no entry are left
 * out and told.
 *
 * @throws Error where a file cannot be read, holds no entry but other lines, or there are too many entries.
 */
export async function readSuppressionFiles(
  files: readonly string[],
  { mostFaults = MOST_FAULTS, mostEntries = MOST_ENTRIES }: ReadOptions = {},
): Promise<SuppressionData> {
  const addresses = { md5: new DigestCollector(), sha1: new DigestCollector(), sha256: new DigestCollector() };
  const domains = new DigestCollector();
  const parents = new DigestCollector();
  const first: Fault[] = [];
  let count = 0;
  let entries = 0;
  const take = (entry: Exclude<Entry, { kind: 'fault' }>): void => {
    if (++entries > mostEntries) throw new Error(`There are more than ${mostEntries} entries in SUPPRESSION_FILES`);
    if (entry.kind === 'address') addresses.sha256.add(digestOf('sha256', entry.key));
    else if (entry.kind === 'digest') addresses[entry.algorithm].add(hexToDigest(entry.hex));
    else (entry.below ? parents : domains).add(digestOf('sha256', entry.domain));
  };
  for (const file of files) {
    const before = { count, entries };
    let line = 0;
    for await (const text of linesOf(file)) {
      line++;
      const entry = parseEntry(text);
      if (entry === null) continue;
      if (entry.kind !== 'fault') take(entry);
      else if (++count <= mostFaults) first.push({ file, line, reason: entry.reason });
    }
    if (count > before.count && entries === before.entries) {
      throw new Error(
        `${file} holds no domain, address or digest; is it a suppression file? ${describeFirst(first, file)}`,
      );
    }
  }
  return {
    addresses: tablesOf(addresses),
    domains: domains.toTable(),
    parents: parents.toTable(),
    entries,
    faults: { count, first },
  };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* readLines(createReadStream(file, { highWaterMark: 1 << 20 }));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function tablesOf(collectors: Readonly<Record<Algorithm, DigestCollector>>): SuppressionData['addresses'] {
  return { md5: collectors.md5.toTable(), sha1: collectors.sha1.toTable(), sha256: collectors.sha256.toTable() };
}

function describeFirst(faults: readonly Fault[], file: string): string {
  const fault = faults.find((each) => each.file === file);
  return fault === undefined ? '' : `Line ${fault.line}: ${fault.reason}`;
}

/** The faults in lines for a person. */
export function describeFaults({ count, first }: Faults): readonly string[] {
  const told = first.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
  return count > first.length ? [...told, `and ${count - first.length} lines more`] : told;
}
