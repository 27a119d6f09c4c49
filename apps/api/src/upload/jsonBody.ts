import type { Request } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../http/apiProblem.ts';
import { Slots } from '../http/slots.ts';
import { jsonRows, rowsSchema } from './jsonRows.ts';
import type { ReceivedUpload } from './multipart.ts';
import { storeUpload, type UploadTarget } from './storeUpload.ts';
import { assertRatio } from './unpack/compressionRatio.ts';

/** Parsed as a whole: more than this is a file. */
export const LARGEST_JSON = 8 * 1024 * 1024;
/** Each holds its body several times over. */
const slots = new Slots(4, 'too_many_uploads');

/** As it is documented; what stands beside the rows is checked with the options of every other upload. */
export const jsonListSchema = z.union([rowsSchema, z.looseObject({ rows: rowsSchema })]);

const bodySchema = jsonListSchema.transform((body) => {
  if (Array.isArray(body)) return { rows: body, options: {} };
  const { rows, ...options } = body;
  return { rows, options };
});

/**
 * Receives a list that is JSON: an array of addresses or objects, or `{"rows": [...]}` with the options beside it.
 *
 * @throws ApiProblem `invalid_json`, `invalid_rows`, `upload_too_large`; as `storeUpload`.
 */
export async function receiveJson(req: Request, target: UploadTarget): Promise<ReceivedUpload> {
  return slots.run(async () => {
    const body = await readBytes(req);
    const parsed = bodySchema.safeParse(parse(body));
    if (!parsed.success) throw new ApiProblem('invalid_rows');
    const { rows, options } = parsed.data;
    if (rows.length === 0) throw new ApiProblem('empty_file');
    const { column, text } = jsonRows(rows);
    const upload = await storeUpload(target, bounded(text, body.length));
    const fields = column === null ? options : { emailColumn: column, ...options };
    return { upload: { ...upload, kind: 'json' }, fileName: undefined, fields };
  });
}

async function readBytes(req: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > LARGEST_JSON) throw jsonTooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof ApiProblem ? error : new ApiProblem('malformed_upload', { cause: error });
  } finally {
    req.resume();
  }
  return Buffer.concat(chunks);
}

function parse(body: Buffer): unknown {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return parsed;
  } catch (cause) {
    throw new ApiProblem('invalid_json', { cause });
  }
}

/** Rows of nearly nothing may have a thousand columns each. */
async function* bounded(text: AsyncIterable<Uint8Array>, packed: number): AsyncGenerator<Uint8Array> {
  let unpacked = 0;
  for await (const piece of text) {
    unpacked += piece.length;
    assertRatio({ packed, unpacked });
    yield piece;
  }
}

function jsonTooLarge(): ApiProblem {
  const detail = `JSON of more than ${LARGEST_JSON} bytes is not taken. Upload the list as a file, such as CSV.`;
  return new ApiProblem('upload_too_large', { detail, extra: { maxBytes: LARGEST_JSON } });
}
