import { readFileSync } from 'node:fs';
import { createTestDir } from '@mailsift/testing';
import { expect, test } from 'vitest';
import { BlobFile } from './blobFile.ts';

test.each([0, 10_000, 1_500_000, 32 * 1024 * 1024])(
  'a file of blobs gives each of them back, in memory (up to %i bytes), written out or not, again after it was cleared',
  async (inMemory) => {
    const blobs = new BlobFile(`${await createTestDir()}/blobs`, { inMemory });
    try {
      for (const letter of ['y', 'z']) {
        const texts = Array.from({ length: 3_000 }, (_, at) => `${at}${letter.repeat((at * 37) % 2_000)}`);
        const numbers = texts.map((text) => blobs.add(Buffer.from(text)));
        expect(numbers).toEqual(texts.map((_, at) => at));
        expect(numbers.map((number) => blobs.read(number).toString())).toEqual(texts);
        const scattered = numbers.map((number) => (number * 1_777) % texts.length);
        expect(scattered.map((number) => blobs.read(number).toString())).toEqual(scattered.map((at) => texts[at]));
        expect(() => blobs.read(texts.length)).toThrow(RangeError);
        blobs.clear();
        expect(() => blobs.read(0)).toThrow(RangeError);
      }
    } finally {
      blobs.close();
    }
  },
);

test('blobs that fit in memory are never written to disk', async () => {
  const path = `${await createTestDir()}/blobs`;
  const blobs = new BlobFile(path);
  try {
    for (let at = 0; at < 3_000; at++) blobs.add(Buffer.alloc(1_000));
    expect(readFileSync(path)).toHaveLength(0);
  } finally {
    blobs.close();
  }
});

test('blobs added after others were read from disk are read as they are, and blobs larger than a page', async () => {
  const blobs = new BlobFile(`${await createTestDir()}/blobs`, { inMemory: 0 });
  try {
    const text = (at: number) => `${at}${'w'.repeat(at % 50 === 0 ? 100_000 : 700)}`;
    for (let at = 0; at < 5_000; at++) {
      blobs.add(Buffer.from(text(at)));
      if (at % 97 === 0) expect(blobs.read(at >> 1).toString()).toBe(text(at >> 1));
    }
  } finally {
    blobs.close();
  }
});
