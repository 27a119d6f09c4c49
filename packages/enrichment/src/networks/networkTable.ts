import type { PublicAddress } from '../publicAddress.ts';
import type { Pack, PackedRows } from './packFormat.ts';

export interface NetworkTable {
  /** The version of the data it was packed from. */
  readonly version: string;
  /** The organisation that runs the network of an address, '' where none is known. At most 100 characters. */
  ownerOf(address: PublicAddress): string;
}

/** Answers from a pack by binary search. The pack is kept, and nothing besides. */
export function createNetworkTable(pack: Pack): NetworkTable {
  const { version, nameEnds } = pack;
  const names = Buffer.from(pack.names.buffer, pack.names.byteOffset, pack.names.byteLength);
  return {
    version,
    ownerOf({ family, words }) {
      const rows = family === 4 ? pack.ipv4 : pack.ipv6;
      const owner = rows.owners[rowOf(rows, words)] ?? 0;
      return owner === 0 ? '' : names.toString('utf8', nameEnds[owner - 1], nameEnds[owner]);
    },
  };
}

/** The last row that does not begin after the address; -1 where all do. */
function rowOf({ begins, owners }: PackedRows, words: readonly number[]): number {
  let low = 0;
  let high = owners.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (beginsAfter(begins, middle * words.length, words)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

function beginsAfter(begins: Uint32Array, at: number, words: readonly number[]): boolean {
  for (let index = 0; index < words.length; index += 1) {
    const difference = (begins[at + index] ?? 0) - (words[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
