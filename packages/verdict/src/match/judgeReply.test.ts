import type { Stage } from '@mailsift/smtp';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../meanings.ts';
import { RULES } from '../rules/allRules.ts';
import { judgeReply, matches } from './judgeReply.ts';
import { makeReadable } from './readable.ts';
import { readQuotedReply } from './readQuotedReply.ts';

const STAGES: readonly Stage[] = ['connect', 'banner', 'ehlo', 'starttls', 'mail', 'rcpt'];
const examples = RULES.map(({ example }) => example);
/** Words of all rules in any order: far more hostile than any server. */
const mixedReply = fc
  .tuple(
    fc.constantFrom(250, 251, 252, 354, 421, 450, 451, 452, 500, 521, 530, 550, 551, 552, 553, 554, 556, 571),
    fc.constantFrom('', '5.1.1 ', '5.1.2 ', '5.2.1 ', '5.2.2 ', '5.4.1 ', '5.7.1 ', '4.7.1 ', '4.2.2 ', '2.1.5 '),
    fc.array(fc.constantFrom(...examples.flatMap((example) => example.slice(4).split(/(?<=[.;:,]) /))), {
      maxLength: 3,
    }),
  )
  .map(([code, enhanced, parts]) => `${code} ${enhanced}${parts.join(' ')}`);

const eventOf = (quoted: string, stage: Stage = 'rcpt') => judgeReply(readQuotedReply(quoted, stage)).event;

describe('judgeReply', () => {
  it('never passes or fails for what was said before RCPT', () => {
    const early = fc.constantFrom(...STAGES.filter((stage) => stage !== 'rcpt'));
    const anything = fc.oneof(mixedReply, fc.constantFrom(...examples));
    fc.assert(
      fc.property(anything, early, (quoted, stage) => {
        expect(judgeReply(readQuotedReply(quoted, stage)).status).toBe('unknown');
      }),
    );
  });

  it('V1: never fails where a rule about our host, our sender or a limit matches as well', () => {
    const aboutUs = RULES.filter(({ id }) =>
      /^(?:client|sender|refusal|tls|auth|relay|rate|greylist|content)-/.test(id),
    );
    fc.assert(
      fc.property(mixedReply, (quoted) => {
        const reply = readQuotedReply(quoted, 'rcpt');
        const blamed = aboutUs.some((rule) => matches(rule, makeReadable(reply)));
        const { rule, status } = judgeReply(reply);
        const isOneProvidersWord = RULES.slice(
          0,
          RULES.findIndex(({ id }) => id === 'greylist-callout'),
        ).some(({ id }) => id === rule);
        if (blamed && !isOneProvidersWord) expect(status).toBe('unknown');
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws and always names a rule of the table, whatever the text', () => {
    const ids = new Set(RULES.map(({ id }) => id));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), fc.integer({ min: 200, max: 599 }), (text, code) => {
        expect(ids.has(judgeReply({ stage: 'rcpt', code, enhancedCode: null, text }).rule)).toBe(true);
      }),
    );
  });

  it('passes only a 250, 251 or 252', () => {
    fc.assert(
      fc.property(mixedReply, (quoted) => {
        const code = quoted.slice(0, 3);
        if (judgeReply(readQuotedReply(quoted, 'rcpt')).status === 'passed')
          expect(['250', '251', '252']).toContain(code);
      }),
    );
  });

  it.each([
    ['550 5.1.1 User unknown', 550, '5.1.1', '5.1.1 User unknown'],
    ['550-5.1.1: User unknown', 550, '5.1.1', '5.1.1: User unknown'],
    ['550 #5.1.0 Address rejected.', 550, '5.1.0', '#5.1.0 Address rejected.'],
    ['550 sorry (#5.1.1)', 550, '5.1.1', 'sorry (#5.1.1)'],
    ['550 4.2.2 full', 550, null, '4.2.2 full'],
    ['250', 250, null, ''],
  ])('reads the quoted reply %j as smtp would', (quoted, code, enhancedCode, text) => {
    expect(readQuotedReply(quoted, 'rcpt')).toEqual({ stage: 'rcpt', code, enhancedCode, text });
  });

  it('takes no evidence from the echo of an address, a URL or an IP', () => {
    const said = (text: string) => makeReadable(readQuotedReply(`550 ${text}`, 'rcpt')).words;
    expect(said('<spam@blacklist.example>: unknown-user@full.example see https://spf.example/?x 192.0.2.1')).toBe(
      '<>: <> see #',
    );
    expect(eventOf('550 5.1.1 <spam.blacklisted@greylist.example>: Recipient address rejected: User unknown')).toBe(
      'mailbox_does_not_exist',
    );
    expect(eventOf('550 <user.unknown@example.com> rejected')).toBe('inconclusive');
  });

  it.each([
    ['mailbox_does_not_exist', '550 5.7.1 No such user!'],
    ['mailbox_does_not_exist', '551 User not local; please try <user@example.com>'],
    ['mailbox_does_not_exist', '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)'],
    ['mailbox_does_not_exist', '550 5.1.1 user@example.com not listed in Domino Directory'],
    ['mailbox_does_not_exist', '550 5.1.1 <user@example.com>: Empfänger unbekannt'],
    ['inconclusive', '550 Absender unbekannt'],
    ['inconclusive', '550 5.7.1 <user@example.com>: Sender address rejected: User unknown in local table'],
    ['inconclusive', '550 5.1.1 Backscatter Protection detected an invalid or unauthenticated address'],
    ['inconclusive', '554 5.7.1 <user@example.com>: Recipient address rejected: Access denied'],
    ['inconclusive', '550 5.2.1 Mailbox unavailable. Your IP address 192.0.2.1 is blacklisted'],
    ['inconclusive', '550 5.4.6 <user@example.com>: Mailbox Does Not Exist : Domains Hourly Quota Exceeded'],
    ['inconclusive', '550 Rejected for too many bad recipients'],
    ['inconclusive', '550 Email service unavailable'],
    ['inconclusive', '550 Mailbox server not available'],
    ['inconclusive', '550 mailbox temporarily unavailable'],
    ['inconclusive', '550 host address [192.0.2.1] not found'],
    ['inconclusive', '550 login invalid: user unknown'],
    ['inconclusive', '550 domain does not exist'],
    ['mxserver_does_not_exist', '550 <user@example.com>: Recipient address rejected: Domain not found'],
    ['inconclusive', '550 User database lookup failed, user unknown'],
    ['inconclusive', '550 This user does not accept mail from you'],
    ['inconclusive', '450 4.1.1 <user@example.com>: unverified address: Mailbox might be full, or may not exist'],
    ['inconclusive', '450 4.2.1 Mailbox temporarily disabled'],
    ['inconclusive', '450 4.1.1 <user@example.com>: User unknown'],
    ['inconclusive', '450 Requested mail action not taken: mailbox unavailable'],
    ['inconclusive', '550'],
    ['inconclusive', '551'],
    ['mailbox_full', '452 4.2.2 Mailbox full'],
    ['mailbox_disabled', '550 5.1.1 <user@example.com>: inactive email address'],
    ['is_greylisting', '554 5.7.1 Greylisted, try again in 300 seconds'],
    ['is_greylisting', '450 4.3.2 Service currently unavailable'],
  ])('says %s of %j', (event, quoted) => {
    expect(eventOf(quoted)).toBe(event);
  });

  it('says of a reply what the rules say of it, whatever was judged before', () => {
    const anything = fc.oneof(mixedReply, fc.constantFrom(...examples));
    fc.assert(
      fc.property(anything, fc.constantFrom(...STAGES), (quoted, stage) => {
        const reply = readQuotedReply(quoted, stage);
        const readable = makeReadable(reply);
        const rule = RULES.find((candidate) => matches(candidate, readable))?.id ?? 'code-unrecognised';
        const answers = [reply, reply, { ...reply }, { ...reply, text: `<anna@example.com>: ${reply.text}` }];
        expect(answers.slice(0, 3).map((one) => judgeReply(one).rule)).toEqual([rule, rule, rule]);
        const other = { ...reply, text: `<bela@example.org>: ${reply.text}` };
        expect(judgeReply(other)).toEqual(judgeReply(answers[3] ?? reply));
      }),
    );
  });

  it('keeps every meaning that is about us unknown', () => {
    const meanings = new Set(RULES.map(({ meaning }) => meaning));
    for (const { about, permanent, temporary } of [...meanings].map(factsOf)) {
      if (about === 'mailbox' || about === 'domain') continue;
      expect([permanent.status, temporary.status]).toEqual(['unknown', 'unknown']);
    }
  });
});
