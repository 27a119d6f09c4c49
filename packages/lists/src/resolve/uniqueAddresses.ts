import type { SyntaxReason } from '@mailsift/intake';
import { keyOf } from '../cut/cut.ts';
import type { SplitRecord } from '../split/splitRecord.ts';

export interface UniqueAddress {
  /** The first spelling: it goes on the wire. */
  readonly address: string;
  rows: number;
}

export interface InvalidCell {
  readonly cell: string;
  readonly reason: SyntaxReason;
  rows: number;
}

/** The unique addresses of a partition, by domain and by key, and its invalid cells. Bounded by the partition. */
export interface UniqueAddresses {
  readonly domains: Map<string, Map<string, UniqueAddress>>;
  readonly invalid: Map<string, InvalidCell>;
  readonly count: number;
  readonly records: number;
}

export async function collectUnique(windows: AsyncIterable<readonly SplitRecord[]>): Promise<UniqueAddresses> {
  const domains = new Map<string, Map<string, UniqueAddress>>();
  const invalid = new Map<string, InvalidCell>();
  let count = 0;
  let records = 0;
  for await (const window of windows) {
    records += window.length;
    for (const record of window) if (isFirst(record, domains, invalid)) count++;
  }
  return { domains, invalid, count, records };
}

function isFirst(
  record: SplitRecord,
  domains: UniqueAddresses['domains'],
  invalid: UniqueAddresses['invalid'],
): boolean {
  if (record.kind === 'invalid') {
    const key = keyOf(record.cell);
    return isNew(invalid, key, { cell: record.cell, reason: record.reason, rows: 1 });
  }
  const key = keyOf(record.address);
  const domain = domainOf(key);
  const addresses = domains.get(domain) ?? new Map<string, UniqueAddress>();
  if (addresses.size === 0) domains.set(domain, addresses);
  return isNew(addresses, key, { address: record.address, rows: 1 });
}

function isNew<T extends { rows: number }>(map: Map<string, T>, key: string, first: T): boolean {
  const known = map.get(key);
  if (known === undefined) map.set(key, first);
  else known.rows++;
  return known === undefined;
}

/** A local part may hold an `@` in quotes; a domain never does. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

export function localOf(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}
