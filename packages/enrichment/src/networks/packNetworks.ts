import type { NetworkSource } from '../dataSources.ts';
import { NameList } from './nameList.ts';
import { type NetworkRow, readNetworkRows } from './networkRows.ts';
import type { Pack, PackedRows } from './packFormat.ts';
import { WordList } from './wordList.ts';

/**
 * Packs the CSV files: where each network begins and whose it is. Neighbours of one organisation become one row. Throws
 * where a file cannot be read or holds no row.
 */
export function packNetworks({ ipv4File, ipv6File, version }: NetworkSource): Pack {
  const names = new NameList();
  const ipv4 = packRows(readNetworkRows(ipv4File), 32, names);
  const ipv6 = packRows(readNetworkRows(ipv6File), 128, names);
  if (ipv4.owners.length === 0 || ipv6.owners.length === 0) throw new Error('the network data holds no rows');
  return { version, ipv4, ipv6, ...names.pack() };
}

/**
 * Where networks overlap, the one that begins later has the addresses, as the more exact. Rows that are out of order,
 * upside down or beyond the family's last address are left out: nobody is better than somebody else.
 */
function packRows(rows: Iterable<NetworkRow>, bits: 32 | 128, names: NameList): PackedRows {
  const begins = new WordList();
  const owners = new WordList();
  const beyond = 1n << BigInt(bits);
  let lastFirst = -1n;
  let free = 0n;
  const add = (begin: bigint, owner: number): void => {
    if (begin >= beyond || owner === (owners.last() ?? 0)) return;
    for (let shift = bits - 32; shift >= 0; shift -= 32) begins.push(Number((begin >> BigInt(shift)) & 0xffff_ffffn));
    owners.push(owner);
  };
  for (const { first, last, organisation } of rows) {
    if (first <= lastFirst || last < first || last >= beyond) continue;
    if (free < first) add(free, 0);
    add(first, names.numberOf(organisation));
    lastFirst = first;
    free = last + 1n;
  }
  add(free, 0);
  return { begins: begins.toArray(), owners: owners.toArray() };
}
