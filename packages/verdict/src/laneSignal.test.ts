import type { RecipientFact, Stage } from '@mailsift/smtp';
import { describe, expect, it } from 'vitest';
import { catchAllFactOf } from './catchAllFactOf.ts';
import { laneSignal } from './laneSignal.ts';
import { readQuotedReply } from './match/readQuotedReply.ts';

const replied = (quoted: string): RecipientFact => ({ kind: 'replied', reply: readQuotedReply(quoted, 'rcpt') });
const ended = (quoted: string, stage: Stage): RecipientFact => ({
  kind: 'not_asked',
  end: { kind: 'reply', reply: readQuotedReply(quoted, stage) },
});

describe('laneSignal', () => {
  it.each([
    ['ok', replied('250 OK')],
    ['ok', replied('550 5.1.1 User unknown')],
    ['ok', replied('451 4.7.1 Greylisted, try again later')],
    ['ok', replied('421 4.7.1 Greylisted')],
    ['ok', replied('550 Relaying denied')],
    ['ok', { kind: 'not_asked', end: null }],
    ['ok', { kind: 'not_encodable' }],
    ['ok', { kind: 'unanswered', end: { kind: 'fault', fault: { kind: 'local', stage: 'connect', detail: '' } } }],
    ['throttled', replied('421 4.3.2 All server ports are busy')],
    ['throttled', replied('452 4.5.3 Error: too many recipients')],
    ['throttled', ended('421 4.7.0 too many connections', 'banner')],
    ['blocked', ended('554 5.7.1 blocked using zen.spamhaus.org', 'banner')],
    ['blocked', ended('554 No', 'banner')],
    ['blocked', replied('554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org')],
    ['failed', { kind: 'unanswered', end: { kind: 'fault', fault: { kind: 'timeout', stage: 'rcpt', detail: '' } } }],
    ['failed', { kind: 'not_asked', end: { kind: 'fault', fault: { kind: 'refused', stage: 'connect', detail: '' } } }],
  ] as const)('%s after %j', (signal, fact) => {
    expect(laneSignal(fact)).toBe(signal);
  });
});

describe('catchAllFactOf', () => {
  it.each([
    ['yes', replied('250 2.1.5 OK')],
    ['no', replied('550 5.1.1 User unknown')],
    ['no', replied('550 5.2.1 Mailbox disabled')],
    ['yes', replied('252 Cannot VRFY user')],
    ['inconclusive', replied('552 5.2.2 Mailbox full')],
    ['inconclusive', replied('450 4.1.1 User unknown')],
    ['inconclusive', replied('451 4.7.1 Greylisted')],
    ['inconclusive', replied('554 5.7.1 blocked using zen.spamhaus.org')],
    ['inconclusive', replied('550 Too many invalid recipients')],
    ['inconclusive', { kind: 'not_asked', end: null }],
    [
      'inconclusive',
      { kind: 'unanswered', end: { kind: 'fault', fault: { kind: 'closed', stage: 'rcpt', detail: '' } } },
    ],
  ] as const)('%s after %j to the random address', (fact, random) => {
    expect(catchAllFactOf(random)).toBe(fact);
  });
});
