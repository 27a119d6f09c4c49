import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReplyText } from './reply.ts';

const read = (text: string) => parseReplyText(text, 'rcpt');

describe('parseReplyText', () => {
  it.each([
    ['550 5.1.1 <user@example.com>: user does not exist', '5.1.1'],
    ['550 #5.1.0 Address rejected.', '5.1.0'],
    ['550 #5.7.1 Your access to submit messages has been rejected.', '5.7.1'],
    ['550 Sorry, no mailbox by that name. qd (#5.1.1)', '5.1.1'],
    ['421 too many invalid addresses, goodbye (#4.7.1)', '4.7.1'],
    ['451 4.7.500 Server busy.', '4.7.500'],
    ['550 5.1.1: unknown', '5.1.1'],
    ['550 5.1.1', '5.1.1'],
    ['250 2.1.5 OK', '2.1.5'],
    // Of another class than the code, not a whole token, or not in its place: nobody knows what was meant.
    ['550 4.2.2 over quota', null],
    ['450 cuda_nsu 4.7.1 <user@example.com>: Policy Rejection', null],
    ['550 5.1.1.9 is listed', null],
    ['550 5.1.1x', null],
    ['550 6.1.1 x', null],
    ['550 5.1234.1 x', null],
    ['550 SPF-check failed: 550 5.7.1 said', null],
    ['421 unknown recipients (#5.1.8)', null],
    ['250', null],
  ])('finds in %j the enhanced code %s', (text, enhancedCode) => {
    const reply = read(text);
    expect(reply).toMatchObject({ stage: 'rcpt', code: Number(text.slice(0, 3)), enhancedCode });
    expect(`${reply?.code} ${reply?.text}`.trim()).toBe(text);
  });

  it.each([
    [
      '452-4.2.2 The inbox is out\r\n452-4.2.2 of storage.\r\n452 4.2.2  x - gsmtp\r\n',
      '4.2.2',
      '4.2.2 The inbox is out of storage. x - gsmtp',
    ],
    ['550-#5.1.0 a\r\n550 #5.1.0 b\r\n', '5.1.0', '#5.1.0 a b'],
    ['550-5.0.0 proxy says\n550 5.1.1 no such user\n', '5.0.0', '5.0.0 proxy says 5.1.1 no such user'],
    ['250-2.1.0 fine\r\n550 5.1.1 no\r\n', '5.1.1', '2.1.0 fine 5.1.1 no'],
    ['250-5.1.1 fine\r\n550 no\r\n', null, '5.1.1 fine no'],
    ['550-\r\n550-one\r\n550-\r\n550 two\r\n', null, 'one two'],
    ['550-No such user\r\n550 5.1.1 really', '5.1.1', 'No such user 5.1.1 really'],
  ])('joins the lines of %j', (text, enhancedCode, joined) => {
    expect(read(text)).toEqual({
      stage: 'rcpt',
      code: Number(text.trim().split(/\r?\n/).at(-1)?.slice(0, 3)),
      enhancedCode,
      text: joined,
    });
  });

  it.each(['', 'nonsense', '5', '550-half', '550x', '250 a\r\n550 b', '550 a\r\nb', `550 ${'x'.repeat(5000)}`])(
    'gives null for %j',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it('gives text that is short, whole and printable, or nothing', () => {
    const text = fc.tuple(fc.constantFrom('550 ', '250-a\r\n250 ', ''), fc.string({ unit: 'binary', maxLength: 1500 }));
    fc.assert(
      fc.property(text, ([start, end]) => {
        const reply = read(start + end);
        if (reply === null) return;
        expect(reply.text.length).toBeLessThanOrEqual(1024);
        expect(reply.text).not.toMatch(/[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]/u);
        expect(read(`${reply.code} ${reply.text}`)).toMatchObject({ code: reply.code, text: reply.text.trim() });
      }),
    );
  });

  it('does not cut a character in two', () => {
    expect(read(`550 ${'x'.repeat(1023)}😀`)?.text).toBe('x'.repeat(1023));
    expect(read(`550 ${'x'.repeat(1022)}😀`)?.text).toBe(`${'x'.repeat(1022)}😀`);
  });
});
