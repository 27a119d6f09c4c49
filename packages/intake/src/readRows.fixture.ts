import { PLAIN_FORMAT } from '@mailsift/testing';
import { expect } from 'vitest';
import type { ListFormat, Row } from './listFormat.ts';
import { readRows } from './readRows.ts';

/** The cells of all rows of a text that comes in pieces, cut at any places. */
export async function read(
  input: string | Buffer,
  format: Partial<ListFormat> = {},
  cuts: readonly number[] = [],
): Promise<string[][]> {
  const rows: Row[] = [];
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  for await (const window of readRows(pieces(bytes, cuts), { ...PLAIN_FORMAT, ...format })) rows.push(...window);
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at));
  return rows.map(({ cells }) => [...cells]);
}

async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  const sorted = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (let at = 1; at < sorted.length; at++) yield bytes.subarray(sorted[at - 1], sorted[at]);
}
