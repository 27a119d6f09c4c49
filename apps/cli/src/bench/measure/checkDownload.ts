import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Sandbox, Truth } from '@mailsift/sandbox';
import { BENCH_HEADER, type BenchList, type BenchRow, benchRow } from '../list/benchRow.ts';

export interface Checked {
  readonly rows: number;
  /** Rows that are not what went in, or whose verdict is not the truth. */
  readonly wrong: number;
  /** The first few of them. */
  readonly examples: readonly string[];
  readonly statuses: ReadonlyMap<string, number>;
}

const MOST_EXAMPLES = 5;
const NO_ADDRESS: Truth = { status: 'failed', event: 'invalid_syntax' };

/** Holds every downloaded row against the generated one, which is made again, and its verdict against what is true of the sandbox. */
export async function checkDownload(
  download: AsyncIterable<Uint8Array>,
  list: BenchList,
  sandbox: Pick<Sandbox, 'truth'>,
): Promise<Checked> {
  const examples: string[] = [];
  const statuses = new Map<string, number>();
  let wrong = 0;
  const note = (why: string) => {
    wrong++;
    if (examples.length < MOST_EXAMPLES) examples.push(why);
  };
  let row = -1;
  for await (const line of createInterface({ input: Readable.from(download), crlfDelay: Infinity })) {
    if (row === -1) {
      if (!line.startsWith(`${BENCH_HEADER},mailsift_status,mailsift_event,`)) note(`the header is ${line}`);
    } else if (row >= list.rows) note(`there is a row ${row + 1}`);
    else {
      const sent = benchRow(row, list);
      const [status = '', event = ''] = line.slice(sent.line.length + 1).split(',', 2);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const truth = truthOf(sent, sandbox);
      const isRight = line.startsWith(`${sent.line},`) && status === truth.status && event === truth.event;
      if (!isRight) note(`row ${row + 1} should be ${sent.line},${truth.status},${truth.event} and is ${line}`);
    }
    row++;
  }
  const rows = Math.max(0, row);
  if (rows < list.rows) note(`${list.rows - rows} rows are missing`);
  return { rows, wrong, examples, statuses };
}

function truthOf({ kind, email }: BenchRow, sandbox: Pick<Sandbox, 'truth'>): Truth {
  return (kind === 'address' ? sandbox.truth(email) : null) ?? NO_ADDRESS;
}
