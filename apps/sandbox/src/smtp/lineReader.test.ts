import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineReader } from './lineReader.ts';

const line = fc.stringMatching(/^[ -~]{0,40}$/);

describe('LineReader', () => {
  it('gives the same lines however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(line), fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (lines, sizes) => {
        const data = Buffer.from(lines.map((text) => `${text}\r\n`).join(''));
        const reader = new LineReader();
        const read: (string | null)[] = [];
        for (let at = 0; at < data.length; ) {
          const size = sizes.next().value;
          read.push(...reader.read(data.subarray(at, at + size)));
          at += size;
        }
        expect(read).toEqual(lines);
      }),
    );
  });

  it('takes LF alone for a line end', () => {
    expect(new LineReader().read(Buffer.from('EHLO a\nQUIT\r\n'))).toEqual(['EHLO a', 'QUIT']);
  });

  it('gives a line that is too long as null, once, and goes on after it', () => {
    const reader = new LineReader();
    const long = Buffer.alloc(1_500, 'a');
    expect(reader.read(long)).toEqual([]);
    expect(reader.read(long)).toEqual([null]);
    expect(reader.read(long)).toEqual([]);
    expect(reader.read(Buffer.from('a\r\nNOOP\r\n'))).toEqual(['NOOP']);
  });

  it('forgets the beginning of a line', () => {
    const reader = new LineReader();
    reader.read(Buffer.from('RCPT TO:<inj'));
    reader.forget();
    expect(reader.read(Buffer.from('NOOP\r\n'))).toEqual(['NOOP']);
  });
});
