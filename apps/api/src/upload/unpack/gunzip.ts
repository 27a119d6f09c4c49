import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ApiProblem } from '../../http/apiProblem.ts';
import { uploadTooLarge } from '../uploadTooLarge.ts';
import { assertRatio } from './compressionRatio.ts';
import type { UnpackOptions } from './unpack.ts';

/** RFC 1952 section 2.3.1, with the only method there is. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** @throws ApiProblem `broken_archive`, `compression_ratio`; `upload_too_large` for what is sent. */
export async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  { maxBytes }: Pick<UnpackOptions, 'maxBytes'>,
): AsyncGenerator<Uint8Array> {
  let packed = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      packed += chunk.length;
      if (packed > maxBytes) throw uploadTooLarge(maxBytes);
      yield chunk;
    }
  }
  const unzip = createGunzip();
  // Whatever fails destroys the last stream with its error, which is read below.
  pipeline(Readable.from(counted(), { objectMode: false }), unzip, () => {});
  let unpacked = 0;
  try {
    for await (const chunk of unzip) {
      const bytes: Buffer = chunk;
      unpacked += bytes.length;
      assertRatio({ packed, unpacked });
      yield bytes;
    }
  } catch (error) {
    throw isOfZlib(error) ? new ApiProblem('broken_archive', { cause: error }) : error;
  }
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
