import type { Manifest } from '../list/manifest.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

/** The upload's bytes, each piece told to `onRead`. */
export async function openUpload(
  store: Store,
  manifest: Manifest,
  onRead?: (bytes: number) => void,
): Promise<AsyncGenerator<Buffer, void, void>> {
  const found = await store.read(storeKeys.upload(manifest.id, manifest.upload.nonce));
  if (found === null) throw new Error(`The upload of list ${manifest.id} is not in the store`);
  return pieces(found.stream, onRead);
}

async function* pieces(
  stream: AsyncIterable<Uint8Array>,
  onRead?: (bytes: number) => void,
): AsyncGenerator<Buffer, void, void> {
  for await (const piece of stream) {
    onRead?.(piece.length);
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
  }
}
