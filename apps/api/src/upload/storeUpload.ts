import { createHash } from 'node:crypto';
import type { Store } from '@mailsift/lists';
import { ApiProblem } from '../http/apiProblem.ts';
import { type UnpackOptions, type UploadKind, unpack } from './unpack/unpack.ts';
import { uploadTooLarge } from './uploadTooLarge.ts';

/** What is sniffed of a file: see `sniff`. */
export const HEAD_BYTES = 1024 * 1024;

export interface UploadTarget extends UnpackOptions {
  readonly store: Store;
  readonly key: string;
}

export interface StoredUpload {
  readonly kind: UploadKind | 'json';
  /** Of the text that was stored. */
  readonly bytes: number;
  /** Of the text, hex. */
  readonly sha256: string;
  /** The first MiB, or all of it. */
  readonly head: Buffer;
  /** Whether `head` is the whole file. */
  readonly complete: boolean;
}

/**
 * Streams a file to the store, unpacked and durably, and learns about it on the way. Nothing is stored when it fails.
 *
 * @throws ApiProblem `upload_too_large` while it streams; `malformed_upload` when the source breaks; what `unpack` and the store throw.
 */
export async function storeUpload(target: UploadTarget, source: AsyncIterable<unknown>): Promise<StoredUpload> {
  const measure = new Measure(target.maxBytes);
  const outcome = await target.store.putIfAbsent(target.key, measured(source, target, measure));
  if (outcome === 'exists') throw new Error(`The upload ${target.key} was there before`);
  return measure.result();
}

async function* measured(
  source: AsyncIterable<unknown>,
  options: UnpackOptions,
  measure: Measure,
): AsyncGenerator<Uint8Array> {
  try {
    const { kind, bytes } = await unpack(source, options);
    measure.kind = kind;
    for await (const chunk of bytes) {
      measure.add(chunk);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ApiProblem ? error : new ApiProblem('malformed_upload', { cause: error });
  }
}

/** Size, digest and beginning of what passes by. */
class Measure {
  kind: UploadKind = 'text';
  readonly #maxBytes: number;
  readonly #hash = createHash('sha256');
  readonly #head: Uint8Array[] = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(chunk: Uint8Array): void {
    const wanted = HEAD_BYTES - this.#bytes;
    // Copied: a slice would keep the whole of a large chunk in memory.
    if (wanted > 0) this.#head.push(Uint8Array.from(chunk.subarray(0, wanted)));
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) throw uploadTooLarge(this.#maxBytes);
    this.#hash.update(chunk);
  }

  result(): StoredUpload {
    const head = Buffer.concat(this.#head);
    return {
      kind: this.kind,
      bytes: this.#bytes,
      sha256: this.#hash.digest('hex'),
      head,
      complete: this.#bytes === head.length,
    };
  }
}
