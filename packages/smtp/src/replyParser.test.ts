import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Parsed, ReplyParser } from './replyParser.ts';

const parse = (text: string | Buffer) => new ReplyParser().push(Buffer.from(text));

/** Feeds all pieces and gives the first answer that is not `more`. */
function feed(pieces: readonly Buffer[]): Parsed {
  const parser = new ReplyParser();
  for (const piece of pieces) {
    const parsed = parser.push(piece);
    if (parsed.kind !== 'more') return parsed;
  }
  return { kind: 'more' };
}

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

describe('ReplyParser', () => {
  it.each([
    ['250 ok\r\n', [[250, 'ok']]],
    ['250 ok\n', [[250, 'ok']]],
    ['250\r\n', [[250, '']]],
    ['250 \r\n', [[250, '']]],
    [
      '250-\r\n250\r\n',
      [
        [250, ''],
        [250, ''],
      ],
    ],
    [
      '250-a\n250 b\r\n',
      [
        [250, 'a'],
        [250, 'b'],
      ],
    ],
    [
      '250-a\r\n550 b\r\n',
      [
        [250, 'a'],
        [550, 'b'],
      ],
    ],
    ['550 a\rb\r\n', [[550, 'a?b']]],
    ['550 \u001b[2Jé\u009b\u202e\t|\r\n', [[550, '?[2Jé?? |']]],
  ])('reads %j', (text, lines) => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({ kind: 'reply', reply: { code: lines.at(-1)?.[0] }, rest: Buffer.alloc(0) });
    if (parsed.kind === 'reply') expect(parsed.reply.lines.map((line) => [line.code, line.text])).toEqual(lines);
  });

  it('shows bytes that are no UTF-8 as replacement characters', () => {
    const parsed = parse(Buffer.from('550 caf\u00e9\r\n', 'latin1'));
    expect(parsed).toMatchObject({ reply: { lines: [{ text: 'caf\ufffd' }] } });
  });

  it.each([
    'ok\r\n',
    '\r\n',
    '25 ok\r\n',
    '2500 ok\r\n',
    '250ok\r\n',
    '250\tok\r\n',
    ' 250 ok\r\n',
    '150 ok\r\n',
    '999 ok\r\n',
    '000\r\n',
    '-50 ok\r\n',
    '٢٥٠ ok\r\n',
    '250-a\r\nb\r\n',
    '250+a\r\n',
  ])('calls %j garbage', (text) => expect(parse(text)).toMatchObject({ kind: 'broken', fault: 'garbage' }));

  it.each(['', '550', '550 5.1.1 no such user', '550 no\r', '550-no\r\n', '550-no\r\n550'])(
    'waits for the rest of %j',
    (text) => {
      const parser = new ReplyParser();
      expect(parser.push(Buffer.from(text))).toEqual({ kind: 'more' });
      expect(parser.isMidReply).toBe(text !== '');
    },
  );

  it('takes lines, replies and bytes up to their limits and not one more', () => {
    const line = (bytes: number) => `250 ${'x'.repeat(bytes - 4)}\n`;
    expect(parse(line(4096)).kind).toBe('reply');
    expect(parse(line(4097))).toMatchObject({ kind: 'broken', fault: 'too_long' });
    expect(parse('x'.repeat(4097))).toMatchObject({ kind: 'broken', fault: 'too_long' });
    expect(parse(`${'250-x\r\n'.repeat(127)}250 x\r\n`).kind).toBe('reply');
    expect(parse('250-x\r\n'.repeat(128))).toMatchObject({ kind: 'broken', fault: 'too_long' });
    const long = `250-${'x'.repeat(1019)}\n`;
    expect(parse(`${long.repeat(63)}250 ${'x'.repeat(1019)}\n`).kind).toBe('reply');
    expect(parse(`${long.repeat(64)}250 x\n`)).toMatchObject({ kind: 'broken', fault: 'too_long' });
  });

  it('hands back what follows a reply, and stays broken once it is', () => {
    expect(parse('250 a\r\n550 b\r\n')).toMatchObject({ kind: 'reply', rest: Buffer.from('550 b\r\n') });
    const parser = new ReplyParser();
    parser.push(Buffer.from('nonsense\r\n'));
    expect(parser.push(Buffer.from('250 ok\r\n'))).toMatchObject({ kind: 'broken', fault: 'garbage' });
  });

  it('starts each reply afresh', () => {
    const parser = new ReplyParser();
    const long = Buffer.from(`250 ${'x'.repeat(4000)}\r\n`);
    for (let count = 0; count < 100; count++)
      expect(parser.push(long)).toMatchObject({ kind: 'reply', reply: { lines: [{ code: 250 }] } });
  });

  it('reads the same reply however its bytes are cut', () => {
    const line = fc.tuple(fc.integer({ min: 200, max: 599 }), fc.string({ unit: 'grapheme', maxLength: 20 }));
    const bytes = fc.oneof(
      fc
        .array(line, { minLength: 1, maxLength: 5 })
        .map((lines) =>
          Buffer.from(
            lines.map(([code, text], at) => `${code}${at === lines.length - 1 ? ' ' : '-'}${text}\r\n`).join(''),
          ),
        ),
      fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
    );
    fc.assert(
      fc.property(bytes, fc.array(fc.nat()), (whole, cuts) => {
        const once = feed([whole]);
        const inPieces = feed(cutAt(whole, cuts));
        // What follows the reply depends on the cut; the reply does not.
        const { kind, ...others } = once.kind === 'reply' ? { kind: once.kind, reply: once.reply } : once;
        expect(inPieces).toMatchObject({ kind, ...others });
      }),
      { numRuns: 1000 },
    );
  });

  it('holds no more than one line and 128 texts, byte by byte without end', () => {
    const parser = new ReplyParser();
    const byte = Buffer.from('2');
    let pushes = 1;
    while (parser.push(byte).kind === 'more') pushes++;
    expect(pushes).toBe(4097);
  });
});
