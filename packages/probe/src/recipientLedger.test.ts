import type { RecipientFact, SessionEnd } from '@mailsift/smtp';
import { describe, expect, it } from 'vitest';
import { RecipientLedger } from './recipientLedger.ts';

const HOST = { target: { host: 'mx.test', ip: '192.0.2.1', port: 25 }, tls: null };
const LOST: SessionEnd = { kind: 'fault', fault: { stage: 'rcpt', kind: 'closed', detail: '' } };
const REPLIED: RecipientFact = {
  kind: 'replied',
  reply: { stage: 'rcpt', code: 250, enhancedCode: null, text: 'ok' },
};

function open(...names: readonly string[]): RecipientLedger {
  return new RecipientLedger(names);
}

describe('the ledger', () => {
  it('gives everybody out once, in order, and takes back before all others', () => {
    const ledger = open('a', 'b', 'c', 'd');
    const taken = ledger.take(2);
    expect(taken.map(({ recipient }) => recipient)).toEqual(['a', 'b']);
    expect(ledger.waiting).toBe(2);
    ledger.giveBack(taken.slice(1));
    expect(ledger.take(9).map(({ recipient }) => recipient)).toEqual(['b', 'c', 'd']);
    expect(ledger.waiting).toBe(0);
  });

  it('counts an attempt for what was written, and only for that', () => {
    const ledger = open('a');
    const [entry] = ledger.take(1);
    if (entry === undefined) throw new Error('nobody waits');
    ledger.record(entry, { kind: 'not_asked', end: LOST }, HOST);
    expect(entry.attempts).toBe(0);
    ledger.record(entry, { kind: 'unanswered', end: LOST }, HOST);
    ledger.record(entry, REPLIED, HOST);
    expect(entry).toMatchObject({ attempts: 2, fact: REPLIED });
  });

  it('does not forget an answer because a later session did not ask', () => {
    const ledger = open('a', 'b');
    const [first] = ledger.take(1);
    if (first === undefined) throw new Error('nobody waits');
    ledger.record(first, { kind: 'unanswered', end: LOST }, HOST);
    ledger.record(first, { kind: 'not_asked', end: LOST }, HOST);
    ledger.giveBack([first]);
    ledger.close(LOST, HOST.target);
    expect(ledger.entries.map(({ fact }) => fact.kind)).toEqual(['unanswered', 'not_asked']);
    expect(ledger.entries[1]).toMatchObject({ fact: { end: LOST }, host: { target: HOST.target } });
    expect(ledger.waiting).toBe(0);
  });
});
