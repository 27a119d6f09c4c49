import { describe, expect, it } from 'vitest';
import { judgeLine } from './judgeQuoted.ts';
import { readQuotedReply } from './quotedReply.ts';

const WIRE =
  '550-5.1.1 The email account that you tried to reach does not exist.\r\n550-5.1.1 Please try\r\n550 5.1.1 again';
const WORDS = '5.1.1 The email account that you tried to reach does not exist. Please try again';

describe('a quoted reply', () => {
  it('is the same as it stood on the wire, with LF, and joined by spaces', () => {
    for (const quoted of [WIRE, WIRE.replaceAll('\r\n', '\n'), WIRE.replaceAll('\r\n', ' '), `${WIRE}\r\n`]) {
      expect(readQuotedReply(quoted, 'rcpt')).toEqual({ stage: 'rcpt', code: 550, enhancedCode: '5.1.1', text: WORDS });
    }
  });

  it('keeps a code that stands in the words', () => {
    expect(readQuotedReply('550 5.7.1 see 550 for help', 'rcpt')?.text).toBe('5.7.1 see 550 for help');
    expect(readQuotedReply('450-4.2.0 one 450 4.2.0 host said: 450 no', 'rcpt')?.text).toBe(
      '4.2.0 one host said: 450 no',
    );
  });

  it('counts where its lines have no end, or were broken elsewhere', () => {
    expect(readQuotedReply('550-5.1.1 no such user', 'rcpt')).toMatchObject({ code: 550, text: '5.1.1 no such user' });
    expect(readQuotedReply('550 5.1.1 no such\n   user', 'rcpt')).toMatchObject({ text: '5.1.1 no such user' });
    expect(readQuotedReply('550', 'rcpt')).toMatchObject({ code: 550, text: '' });
  });

  it('is none without a code', () => {
    for (const text of ['', 'hello', '55 x', '999 x', '5501 x']) expect(readQuotedReply(text, 'rcpt')).toBeNull();
  });
});

describe('a line of JSON', () => {
  it('is judged at its stage, RCPT where it names none', () => {
    expect(judgeLine('{"reply":"550 5.1.1 User unknown"}')).toMatchObject({ status: 'failed', cause: null });
    expect(judgeLine('{"reply":"550 5.1.1 User unknown","stage":"mail"}')).toMatchObject({ status: 'unknown' });
    expect(judgeLine('{"reply":"250 OK","stage":"any"}')).toEqual({
      status: 'passed',
      event: 'mailbox_exists',
      cause: null,
      rule: 'accepted',
    });
  });

  it('is answered whatever it holds', () => {
    for (const line of ['', '{', '[]', '{"reply":1}', '{"reply":"hello"}', '{"reply":"250 OK","stage":1}']) {
      expect(judgeLine(line)).toHaveProperty('error');
    }
  });

  it('takes any name of a stage', () => {
    const judgedAt = (stage: string) => judgeLine(JSON.stringify({ reply: '550 5.1.1 User unknown', stage }));
    for (const stage of ['RCPT', 'data', 'any', 'end-of-data', ''])
      expect(judgedAt(stage)).toMatchObject({ status: 'failed' });
    for (const stage of ['MAIL', 'connect', 'Helo', 'auth'])
      expect(judgedAt(stage)).toMatchObject({ status: 'unknown' });
  });
});
