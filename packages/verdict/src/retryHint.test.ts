import type { Reply } from '@mailsift/smtp';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuotedReply } from './match/readQuotedReply.ts';
import { retryHintMs } from './retryHint.ts';

const hintOf = (quoted: string) => retryHintMs(readQuotedReply(quoted, 'rcpt'));
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('retryHintMs', () => {
  it.each([
    ['451 Greylisted, please try again in 300 seconds', 300 * SECOND],
    [
      '450 4.7.1 <user@example.com>: Recipient address rejected: Greylisted for 5 minutes. Try again later.',
      5 * MINUTE,
    ],
    ['450 4.2.0 <user@example.com>: Sender address rejected: Greylisted for 90 sec.', 90 * SECOND],
    ['451 4.7.1 Greylisting in action, please come back in 00:30:00', 30 * MINUTE],
    ['450 4.7.1 Greylisting in action, please come back in 180 seconds', 180 * SECOND],
    ['451 DT:SPM 163 mx13, please try again 15min later', 15 * MINUTE],
    ['451 retry in 2h', 2 * HOUR],
    ['450 retry after 1 hour', HOUR],
    ['450 Deferred, wait 45s', 45 * SECOND],
    ['451 4.7.1 Greylisted, retry=00:05:00', 5 * MINUTE],
  ])('reads %j', (quoted, expected) => {
    expect(hintOf(quoted)).toBe(expected);
  });

  it.each([
    ['too short a time is lengthened', '451 try again in 1 second', 30 * SECOND],
    ['too long a time is shortened', '451 try again in 99999 hours', 4 * HOUR],
  ])('%s', (_what, quoted, expected) => {
    expect(hintOf(quoted)).toBe(expected);
  });

  it.each([
    ['a refusal', '550 try again in 300 seconds'],
    ['a reply without a time', '451 4.7.1 Please try again later'],
    ['a number that is no time', '452 4.5.3 Error: too many recipients, at most 100 messages'],
    ['an IP address', '451 4.7.500 Server busy. Please try again later from [192.0.2.1].'],
    ['an id', '421 4.7.0 Try again later, closing connection. (EHLO) 5b1f17b1804b1-4 12s0mid'],
    ['a time stamp', '451 Temporary failure, 2026-01-02 12:30:45'],
  ])('is null for %s', (_what, quoted) => {
    expect(hintOf(quoted)).toBeNull();
  });

  it('stays within its bounds whatever a server writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1024 }), fc.integer({ min: 200, max: 599 }), (text, code) => {
        const reply: Reply = { stage: 'rcpt', code, enhancedCode: null, text };
        const hint = retryHintMs(reply);
        expect(hint === null || (hint >= 30 * SECOND && hint <= 4 * HOUR)).toBe(true);
      }),
    );
  });
});
