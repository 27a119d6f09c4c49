import type { CatchAllFact, FaultKind, Outcome, RecipientFact, SessionEnd, Stage } from '@mailsift/smtp';
import { describe, expect, it } from 'vitest';
import { type DecideContext, decide, finalise } from './decide.ts';
import { readQuotedReply } from './match/readQuotedReply.ts';

const ASK: DecideContext = { policy: { catchAll: 'ask', verifiable: true } };
const NEVER: DecideContext = { policy: { catchAll: 'never', verifiable: true } };
const UNVERIFIABLE: DecideContext = { policy: { catchAll: 'never', verifiable: false } };

const outcome = (recipient: RecipientFact, catchAll: CatchAllFact = 'no'): Outcome => ({
  recipient,
  catchAll,
  target: null,
  tls: null,
});
const replied = (quoted: string, stage: Stage = 'rcpt'): RecipientFact => ({
  kind: 'replied',
  reply: readQuotedReply(quoted, stage),
});
const endedBy = (quoted: string, stage: Stage): SessionEnd => ({
  kind: 'reply',
  reply: readQuotedReply(quoted, stage),
});
const fault = (kind: FaultKind, stage: Stage): SessionEnd => ({
  kind: 'fault',
  fault: { kind, stage, detail: '' },
});

const EVERY_FAULT = {
  refused: true,
  unreachable: true,
  timeout: true,
  reset: true,
  closed: true,
  garbage: true,
  too_long: true,
  tls_failed: true,
  injected: true,
  forbidden_address: true,
  lease_lost: true,
  aborted: true,
  local: true,
} as const satisfies Record<FaultKind, true>;
const isFault = (kind: string): kind is FaultKind => kind in EVERY_FAULT;

const ACCEPTED = replied('250 2.1.5 OK');
const NOT_FOUND = replied('550 5.1.1 User unknown');

describe('decide: the product table', () => {
  it.each([
    ['250', ACCEPTED, 'no', 'passed', 'mailbox_exists', null, null],
    ['250 on a catch-all', ACCEPTED, 'yes', 'unknown', 'is_catchall', 'accepts_all', null],
    [
      '250, catch-all unclear',
      ACCEPTED,
      'inconclusive',
      'unknown',
      'inconclusive',
      'catch_all_inconclusive',
      'temporary',
    ],
    [
      '250, catch-all not asked',
      ACCEPTED,
      'not_asked',
      'unknown',
      'inconclusive',
      'catch_all_inconclusive',
      'temporary',
    ],
    ['550 user unknown', NOT_FOUND, 'no', 'failed', 'mailbox_does_not_exist', null, null],
    ['550 user unknown, catch-all unclear', NOT_FOUND, 'inconclusive', 'failed', 'mailbox_does_not_exist', null, null],
    ['550 disabled', replied('550 5.2.1 Mailbox disabled'), 'no', 'failed', 'mailbox_disabled', null, null],
    ['552 full', replied('552 5.2.2 Mailbox full'), 'no', 'failed', 'mailbox_full', null, null],
    ['452 full', replied('452 4.2.2 Mailbox full'), 'no', 'failed', 'mailbox_full', null, 'temporary'],
    ['451 greylisted', replied('451 4.7.1 Greylisted'), 'no', 'unknown', 'is_greylisting', 'greylisted', 'greylisted'],
    [
      '450 unknown user',
      replied('450 4.1.1 User unknown'),
      'no',
      'unknown',
      'inconclusive',
      'temporary_failure',
      'temporary',
    ],
    ['421 too many', replied('421 too many connections'), 'no', 'unknown', 'inconclusive', 'rate_limited', 'throttled'],
    [
      '554 listed',
      replied('554 5.7.1 blocked using zen.spamhaus.org'),
      'no',
      'unknown',
      'inconclusive',
      'blocked',
      null,
    ],
    [
      '450 listed',
      replied('450 4.7.1 blocked using zen.spamhaus.org'),
      'no',
      'unknown',
      'inconclusive',
      'blocked',
      'throttled',
    ],
    ['550 relaying', replied('550 Relaying denied'), 'no', 'unknown', 'inconclusive', 'relay_denied', null],
    ['550 not understood', replied('550 no'), 'no', 'unknown', 'inconclusive', 'unrecognised_reply', null],
    [
      '450 unknown in a table',
      replied('450 4.1.1 User unknown in virtual alias table'),
      'no',
      'failed',
      'mailbox_does_not_exist',
      null,
      'temporary',
    ],
    [
      '450 disabled',
      replied('450 4.2.1 this mailbox has been disabled'),
      'no',
      'failed',
      'mailbox_disabled',
      null,
      'temporary',
    ],
    ['252', replied('252 Cannot VRFY user'), 'no', 'passed', 'mailbox_exists', null, null],
    ['252 to all', replied('252 Cannot VRFY user'), 'yes', 'unknown', 'is_catchall', 'accepts_all', null],
    ['354', replied('354 go ahead'), 'no', 'unknown', 'inconclusive', 'protocol_error', null],
  ] as const)('%s', (_what, recipient, catchAll, status, event, cause, retry) => {
    expect(decide(outcome(recipient, catchAll), ASK)).toMatchObject({ status, event, cause, retry });
  });

  it('believes a 250 without the question where no domain of the provider is a catch-all', () => {
    expect(decide(outcome(ACCEPTED, 'not_asked'), NEVER)).toMatchObject({ status: 'passed', rule: 'accepted' });
    expect(decide(outcome(replied('252 Cannot VRFY user'), 'not_asked'), NEVER).status).toBe('unknown');
  });

  it('believes no 250 of a provider that says yes to all, whatever the question showed', () => {
    for (const catchAll of ['yes', 'no', 'inconclusive', 'not_asked'] as const) {
      expect(decide(outcome(ACCEPTED, catchAll), UNVERIFIABLE)).toMatchObject({
        status: 'unknown',
        cause: 'unverifiable_provider',
        retry: null,
      });
    }
  });

  it('asks again for the reason that the catch-all question had', () => {
    const context: DecideContext = { ...ASK, catchAllRetry: 'greylisted' };
    expect(decide(outcome(ACCEPTED, 'inconclusive'), context).retry).toBe('greylisted');
  });

  it('keeps the rule beside the verdict, and drops the retry in the end', () => {
    expect(finalise(decide(outcome(replied('452 4.2.2 Mailbox full')), ASK))).toEqual({
      status: 'failed',
      event: 'mailbox_full',
      cause: null,
      rule: 'full-enhanced-said',
    });
  });
});

describe('decide: an address without a reply of its own', () => {
  const STAGES: readonly Stage[] = ['connect', 'banner', 'ehlo', 'starttls', 'mail', 'rcpt'];

  it.each(Object.keys(EVERY_FAULT).filter(isFault))('V1: is unknown after %s, at any stage', (kind) => {
    for (const stage of STAGES) {
      for (const recipient of ['unanswered', 'not_asked'] as const) {
        const decision = decide(outcome({ kind: recipient, end: fault(kind, stage) }, 'no'), ASK);
        expect(decision).toMatchObject({ status: 'unknown', event: 'inconclusive', rule: `fault-${kind}` });
      }
    }
  });

  it.each([
    ['timeout', 'rcpt', 'timeout', 'temporary'],
    ['timeout', 'connect', 'timeout', 'server_down'],
    ['refused', 'connect', 'connect_refused', 'server_down'],
    ['reset', 'banner', 'connection_lost', 'server_down'],
    ['closed', 'mail', 'connection_lost', 'temporary'],
    ['lease_lost', 'connect', 'internal_error', 'not_started'],
    ['forbidden_address', 'connect', 'mx_not_routable', null],
  ] as const)('%s at %s is %s, retried as %s', (kind, stage, cause, retry) => {
    expect(decide(outcome({ kind: 'unanswered', end: fault(kind, stage) }), ASK)).toMatchObject({ cause, retry });
  });

  it.each([
    ['a refusal at the banner', endedBy('554 5.7.1 blocked using zen.spamhaus.org', 'banner'), 'blocked', null],
    ['a refusal of the sender', endedBy('553 5.1.8 Domain of sender does not exist', 'mail'), 'sender_rejected', null],
    ['a 421 between', endedBy('421 4.7.0 too many errors', 'rcpt'), 'rate_limited', 'throttled'],
    ['what was said to another', endedBy('550 5.1.1 User unknown', 'rcpt'), 'connection_lost', 'temporary'],
    ['a yes to another', endedBy('250 OK', 'rcpt'), 'connection_lost', 'temporary'],
  ])('is unknown after %s', (_what, end, cause, retry) => {
    for (const kind of ['unanswered', 'not_asked'] as const) {
      expect(decide(outcome({ kind, end }), ASK)).toMatchObject({ status: 'unknown', cause, retry });
    }
  });

  it('waits for its turn where the plan left it for later', () => {
    expect(decide(outcome({ kind: 'not_asked', end: null }), ASK)).toMatchObject({
      status: 'unknown',
      retry: 'not_started',
    });
  });

  it('is unknown for good where the server cannot be told it', () => {
    const decision = decide(outcome({ kind: 'not_encodable' }), ASK);
    expect(decision).toMatchObject({ status: 'unknown', cause: 'smtputf8_not_offered', retry: null });
  });
});

describe('a server that refuses everybody alike', () => {
  const doubted = (recipient: RecipientFact): Outcome => ({ ...outcome(recipient), doubted: true });

  it('has said nothing of a mailbox, and is asked again', () => {
    expect(decide(doubted(NOT_FOUND), ASK)).toEqual({
      status: 'unknown',
      event: 'inconclusive',
      cause: 'blocked',
      rule: 'refuses-everybody',
      retry: 'temporary',
    });
  });

  it('is judged as ever where it did not refuse', () => {
    for (const recipient of [ACCEPTED, replied('450 4.2.0 Greylisted'), replied('550 5.7.1 Relaying denied')])
      expect(decide(doubted(recipient), ASK)).toEqual(decide(outcome(recipient), ASK));
  });
});
