import { parseReplyText } from '@mailsift/smtp';
import { describe, expect, it } from 'vitest';
import { isSessionLimit } from './sessionLimit.ts';

function judged(text: string, stage: 'banner' | 'mail' | 'rcpt' = 'rcpt'): boolean {
  const reply = parseReplyText(text, stage);
  if (reply === null) throw new Error(`not a reply: ${text}`);
  return isSessionLimit(reply);
}

describe('a limit of one session', () => {
  it.each([
    '452 4.5.3 Too many recipients',
    '452 4.5.3 Domain policy size per transaction exceeded',
    '451 4.5.3 Recipient limit exceeded',
    '452 too many recipients',
    '552 Too many recipients',
    '421 4.7.0 mail.example.com Error: too many errors',
    '421 4.7.0 Too many invalid recipients',
    '421 too many unknown users',
    '421 Max message per connection reached, closing transmission channel',
    '450 Maximum number of recipients per session reached',
  ])('is said by %s', (text) => {
    expect(judged(text)).toBe(true);
    expect(judged(text, 'mail')).toBe(true);
  });

  it.each([
    '452 4.2.2 Mailbox full',
    '552 5.2.2 Mailbox full',
    '452 4.3.1 Insufficient system storage',
    '421 4.7.0 Too many connections from your host',
    '421 Too many concurrent SMTP connections',
    '452 4.5.3 Too many recipients this hour',
    '450 4.7.1 too many recipients per day',
    '421 4.7.28 unusual rate of mail, too many messages',
    '451 4.7.1 Greylisted, try again in 300 seconds',
    '550 5.5.3 Too many recipients',
    '550 Rejected for too many bad recipients',
    '250 2.1.5 ok',
  ])('is not said by %s', (text) => {
    expect(judged(text)).toBe(false);
  });

  it('is none before there was a recipient', () => {
    expect(judged('421 too many errors', 'banner')).toBe(false);
  });
});
