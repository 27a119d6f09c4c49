import type { Readable } from 'node:stream';

export type Body = string | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Bytes from `start` on, `length` of them or to the end. */
export interface Range {
  readonly start: number;
  readonly length?: number;
}

/**
 * Where the truth is: four operations, which a local folder and S3 can both keep. Keys are relative paths of
 * `[A-Za-z0-9._-]` segments. A stored object never changes; it is whole or it is not there.
 */
export interface Store {
  /**
   * Stores a whole object, durably, if the key is free; the first writer wins. When the body throws, nothing is stored
   * and its error is passed on.
   */
  putIfAbsent(key: string, body: Body): Promise<'stored' | 'exists'>;
  /** The bytes of a range with the size of the whole object; null when there is none. */
  read(key: string, range?: Range): Promise<{ readonly size: number; readonly stream: Readable } | null>;
  /** Keys below a prefix that ends in `/`, in no order; folders in between are not keys. */
  list(prefix: string): AsyncIterable<string>;
  /** Deletes one object, or everything below a prefix that ends in `/`. What is not there is no error. */
  delete(keyOrPrefix: string): Promise<void>;
}

const SEGMENT = /^(?!\.\.?$)[A-Za-z0-9._-]{1,200}$/;

/** @throws Error for what is no key: ids in keys come from outside. */
export function checkKey(key: string): string {
  const segments = (key.endsWith('/') ? key.slice(0, -1) : key).split('/');
  if (segments.every((segment) => SEGMENT.test(segment))) return key;
  throw new Error(`Not a key of the store: ${JSON.stringify(key.slice(0, 80))}`);
}
