import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** One network: its first and last address, both inclusive, and who runs it, as the file has it. */
export interface NetworkRow {
  readonly first: bigint;
  readonly last: bigint;
  readonly organisation: string;
}

const CHUNK_BYTES = 1 << 20;
/** Rows have some 130 characters; a file without line ends must not be read into one string. */
const LONGEST_LINE = 65_536;
const ROW = /^(\d{1,39}),(\d{1,39}),\d*,(.*?)\r?$/;

/** The rows of a CSV file as it is written. Lines that are no rows are left out. Throws where it cannot be read. */
export function* readNetworkRows(file: string): Generator<NetworkRow> {
  for (const line of linesOf(file)) {
    const [, first, last, organisation] = ROW.exec(line) ?? [];
    if (first === undefined || last === undefined || organisation === undefined) continue;
    yield { first: BigInt(first), last: BigInt(last), organisation: unquote(organisation) };
  }
}

function unquote(field: string): string {
  return field.startsWith('"') ? field.replace(/^"|"\s*$/g, '').replaceAll('""', '"') : field;
}

function* linesOf(file: string): Generator<string> {
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    let rest = '';
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) throw new Error(`${file} has a line of more than ${LONGEST_LINE} characters`);
      yield* lines;
    }
    yield rest + decoder.end();
  } finally {
    closeSync(descriptor);
  }
}
