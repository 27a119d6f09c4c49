import { bytes, multiLine, reply } from '../smtp/action.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { answerMailbox, type Dialect, mailboxState, PLAIN } from '../world/mailbox.ts';
import { always, atRcpt, DISABLED, FULL, NOT_FOUND, row } from '../world/row.ts';

/** A host that has its own words for its mailboxes. */
const speaking = (dialect: Partial<Dialect>) =>
  atRcpt(({ recipient }) => (recipient === null ? null : answerMailbox(recipient, { ...PLAIN, ...dialect })));

/** Whoever exists elsewhere gets this answer here; who does not, does not. */
const existingGet = (text: string) =>
  atRcpt(({ recipient }) =>
    recipient !== null && mailboxState(recipient.local) !== 'unknown'
      ? reply(text.replaceAll('<>', `<${recipient.address}>`))
      : null,
  );

const ONLY_UNKNOWN = { exists: NOT_FOUND, disabled: NOT_FOUND, full: NOT_FOUND };
const ONLY_DISABLED = { exists: DISABLED, full: DISABLED };
const ONLY_FULL = { exists: FULL, disabled: FULL };

/** Servers that say plainly, each in its way, whether a mailbox exists. */
export const MAILBOXES: readonly DomainRow[] = [
  row('exists', { about: 'An ordinary host: mailboxes are as their local parts say.', script: {} }),
  row('unknown', {
    about: 'Nobody exists but postmaster: 550 5.1.1 to every other RCPT.',
    truth: { kind: 'by_mailbox', except: ONLY_UNKNOWN },
    script: atRcpt(({ recipient }) =>
      recipient?.local.toLowerCase() === 'postmaster'
        ? null
        : reply('550 5.1.1 Recipient address rejected: User unknown'),
    ),
  }),
  row('disabled', {
    about: 'Every mailbox is disabled: 550 5.2.1.',
    truth: { kind: 'by_mailbox', except: ONLY_DISABLED },
    script: existingGet('550 5.2.1 The email account that you tried to reach is disabled'),
  }),
  row('full', {
    about: 'Every mailbox is over quota, for now: 452 4.2.2, however often it is asked.',
    truth: { kind: 'by_mailbox', except: ONLY_FULL },
    script: existingGet('452 4.2.2 <>: The mailbox is over quota, please try again later'),
  }),
  row('full_for_good', {
    domain: 'full-for-good.test',
    about: 'Every mailbox is over quota: 552 5.2.2.',
    truth: { kind: 'by_mailbox', except: ONLY_FULL },
    script: existingGet('552 5.2.2 <>: The mailbox is over quota'),
  }),
  row('quota_text', {
    domain: 'quota-text.test',
    about: 'Over quota in words alone: 550 without an enhanced code.',
    truth: { kind: 'by_mailbox', except: ONLY_FULL },
    script: existingGet('550 Mailbox quota exceeded for this user'),
  }),
  row('moved', {
    about: 'Nobody lives here any more: 551 with another address, which is not to be followed.',
    truth: { kind: 'by_mailbox', except: ONLY_UNKNOWN },
    script: existingGet('551 5.1.6 User not local; please try <user@exists.test>'),
  }),
  row('soft_unknown', {
    domain: 'soft-unknown.test',
    about: 'Postfix with soft codes, and nobody exists: a 450 that quotes the 550 5.1.1 of the host behind it.',
    truth: always(NOT_FOUND),
    script: atRcpt(
      reply(
        '450 4.1.1 Recipient address rejected: unverified address: host mail.soft-unknown.test said: 550 5.1.1 User unknown in virtual mailbox table (in reply to RCPT TO command)',
      ),
    ),
  }),
  row('multi_line', {
    domain: 'multi-line.test',
    about: 'Every reply to RCPT has four lines.',
    script: speaking({
      exists: multiLine(250, ['2.1.5 Thank you', '2.1.5 for asking', '2.1.5 about', '2.1.5 <>']),
      unknown: multiLine(550, ['5.1.1 We looked', '5.1.1 everywhere for', '5.1.1 <>', '5.1.1 User unknown']),
    }),
  }),
  row('odd_codes', {
    domain: 'odd-codes.test',
    about: 'Enhanced codes that no registry has.',
    script: speaking({ exists: '250 2.99.5 ok', unknown: '554 5.1.99 <>: no such user here' }),
  }),
  row('no_enhanced_codes', {
    domain: 'no-enhanced-codes.test',
    about: 'Replies in the words of 1982.',
    script: speaking({
      exists: '250 OK',
      unknown: '550 No such user here',
      disabled: '550 Account disabled',
      full: '552 Mailbox full',
    }),
  }),
  row('german', {
    about: 'Replies in German, in UTF-8.',
    script: speaking({
      exists: '250 2.1.5 Empfänger in Ordnung',
      unknown: '550 5.1.1 <>: Empfänger abgelehnt: Benutzer unbekannt, Postfach existiert nicht',
      disabled: '550 5.2.1 <>: Das Postfach ist gesperrt',
      full: '552 5.2.2 <>: Das Postfach ist voll',
    }),
  }),
  row('german_latin1', {
    domain: 'german-latin1.test',
    about: 'Replies in German, in Latin-1: the bytes are no UTF-8.',
    script: atRcpt(({ recipient }) =>
      recipient !== null && mailboxState(recipient.local) === 'unknown'
        ? bytes(Buffer.from('550 5.1.1 Empfänger unbekannt: Postfach existiert nicht\r\n', 'latin1'))
        : null,
    ),
  }),
  row('japanese', {
    about: 'Replies in Japanese, in UTF-8.',
    script: speaking({
      unknown: '550 5.1.1 <>: 宛先不明: メールボックスが存在しません',
      disabled: '550 5.2.1 <>: このアカウントは停止されています',
      full: '552 5.2.2 <>: メールボックスの容量を超えています',
    }),
  }),
  row('bare_lf', {
    domain: 'bare-lf.test',
    about: 'Ends its lines with LF alone.',
    script: { manner: 'bare_lf' },
  }),
  row('utf8', {
    about: 'Offers SMTPUTF8, and has mailboxes whose local parts are not ASCII.',
    smtpUtf8: true,
    script: { extensions: ['SMTPUTF8'] },
  }),
  row('idn', {
    domain: 'xn--mller-sandbox-wob.test',
    about: 'A domain with an umlaut, müller-sandbox.test in A-labels.',
    script: {},
  }),
  row('relay', {
    about: 'Its host does not know the domain: 550 5.7.1 relaying denied to every RCPT.',
    truth: always({ status: 'unknown', event: 'inconclusive', cause: 'relay_denied' }),
    script: atRcpt(reply('550 5.7.1 Relaying denied')),
  }),
];
