import { Slots } from '../../../http/slots.ts';
import type { UnpackOptions } from '../unpack.ts';
import { csvLines } from './csvLines.ts';
import { spool } from './spool.ts';
import { openWorkbook } from './workbook.ts';

/** A zip file (APPNOTE 4.3.7); whether it is a workbook is seen by what it holds. */
export function isXlsx(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/** Each may hold its shared strings in memory. */
const slots = new Slots(2, 'too_many_uploads');

/**
 * The first visible sheet of a workbook as CSV. A zip file is read from its end: it is put on disk first.
 *
 * @throws ApiProblem `no_workbook`, `broken_archive`, `compression_ratio`, `workbook_too_large`, `upload_too_large`, `too_many_uploads`.
 */
export async function* xlsxToCsv(
  source: AsyncIterable<Uint8Array>,
  options: UnpackOptions,
): AsyncGenerator<Uint8Array> {
  const file = await spool(source, options);
  try {
    slots.take();
    try {
      const workbook = await openWorkbook(file.fd);
      yield* csvLines(workbook);
    } finally {
      slots.giveBack();
    }
  } finally {
    await file.close();
  }
}
