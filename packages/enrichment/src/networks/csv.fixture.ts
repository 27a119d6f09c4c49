import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTestDir } from '@mailsift/testing';
import type { NetworkSource } from '../dataSources.ts';
import type { PublicAddress } from '../publicAddress.ts';

export interface TestNetwork {
  readonly first: bigint;
  readonly last: bigint;
  readonly owner: string;
}

export interface TestNetworks {
  readonly ipv4: readonly TestNetwork[];
  readonly ipv6: readonly TestNetwork[];
}

/** Data as the npm package has it, in a folder of the test's own. */
export async function writeNetworks({ ipv4, ipv6 }: TestNetworks, version = '1.0.2026010203'): Promise<NetworkSource> {
  const folder = await createTestDir();
  const source = { ipv4File: join(folder, 'v4.csv'), ipv6File: join(folder, 'v6.csv'), version };
  await writeFile(source.ipv4File, csvOf(ipv4));
  await writeFile(source.ipv6File, csvOf(ipv6));
  return source;
}

function csvOf(networks: readonly TestNetwork[]): string {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return networks.map(({ first, last, owner }, index) => `${first},${last},${index},${quoted(owner)}\n`).join('');
}

export function numberOf({ words }: PublicAddress): bigint {
  return words.reduce((number, word) => (number << 32n) | BigInt(word), 0n);
}

/** Reads a whole file and keeps, for each number, what the last row that begins at or before it says of it. */
export async function scanFile(file: string, numbers: readonly bigint[]): Promise<string[]> {
  const owners = numbers.map(() => '');
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, from = '', to = '', owner = ''] = /^(\d+),(\d+),\d*,(.*)$/.exec(line) ?? [];
    const first = BigInt(from);
    const last = BigInt(to);
    for (const [index, number] of numbers.entries()) {
      if (first > number) continue;
      owners[index] = last < number ? '' : owner.startsWith('"') ? owner.slice(1, -1).replaceAll('""', '"') : owner;
    }
  }
  return owners;
}
