import { hangUp, reply } from '../smtp/action.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { atRcpt, BY_MAILBOX, row, unknown } from '../world/row.ts';

/** Servers that refuse us, or the day: nothing they say is about a mailbox. */
export const REFUSALS: readonly DomainRow[] = [
  row('blocked_banner', {
    domain: 'blocked-banner.test',
    about: 'Blocklisted: 554 instead of a banner.',
    truth: unknown('blocked'),
    script: {
      on: { banner: reply('554 5.7.1 mx.blocked-banner.test: your IP address is on a block list (dnsbl.example)') },
    },
  }),
  row('blocked_mail', {
    domain: 'blocked-mail.test',
    about: 'Blocklisted: 550 5.7.1 to MAIL.',
    truth: unknown('blocked'),
    script: {
      on: { mail: reply('550 5.7.1 Service unavailable; client host blocked using dnsbl.example, see dnsbl.example') },
    },
  }),
  row('blocked_rcpt', {
    domain: 'blocked-rcpt.test',
    about: 'Blocklisted: 550 5.7.1 to every RCPT, as Postfix says it.',
    truth: unknown('blocked'),
    script: atRcpt(reply('550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using dnsbl.example')),
  }),
  row('no_ptr', {
    domain: 'no-ptr.test',
    about: 'Wants reverse DNS: 550 5.7.25 to every RCPT.',
    truth: unknown('blocked'),
    script: atRcpt(reply('550 5.7.25 Client host rejected: cannot find your reverse hostname (PTR)')),
  }),
  row('spf', {
    about: 'Refuses for SPF: 550 5.7.23 to every RCPT.',
    truth: unknown('policy'),
    script: atRcpt(reply('550 5.7.23 Recipient address rejected: Message rejected due to: SPF fail - not authorized')),
  }),
  row('callout', {
    about: 'Calls our sender back and does not find it: 550 to every RCPT.',
    truth: unknown('sender_rejected'),
    script: atRcpt(({ sender }) => reply(`550 5.1.8 Sender verify failed for <${sender}>`)),
  }),
  row('callout_later', {
    domain: 'callout-later.test',
    about: 'Cannot finish calling our sender back: 451 to every RCPT, for ever.',
    truth: unknown('sender_rejected'),
    script: atRcpt(({ sender }) => reply(`451 4.1.8 <${sender}>: Could not complete sender verify callout`)),
  }),
  row('sender_refused', {
    domain: 'sender-refused.test',
    about: 'Refuses our sender: 553 to MAIL.',
    truth: unknown('sender_rejected'),
    script: { on: { mail: ({ sender }) => reply(`553 5.1.8 <${sender}>: Sender address rejected: Domain not found`) } },
  }),
  row('helo_refused', {
    domain: 'helo-refused.test',
    about: 'Does not like our name: 550 to EHLO.',
    truth: unknown(),
    script: { on: { ehlo: reply('550 5.7.1 Helo command rejected: Access denied') } },
  }),
  row('temporary', {
    about: '451 to every RCPT, for ever.',
    truth: unknown('temporary_failure'),
    script: atRcpt(reply('451 4.3.0 Temporary lookup failure')),
  }),
  row('unrecognised', {
    about: '550 with words that say nothing, to every RCPT.',
    truth: unknown(),
    script: atRcpt(reply('550 Rejected')),
  }),
  row('helo_only', {
    domain: 'helo-only.test',
    about: 'Knows HELO alone: 502 to EHLO.',
    truth: BY_MAILBOX,
    script: { on: { ehlo: reply('502 5.5.1 Error: command not implemented') } },
  }),
  row('shutdown_banner', {
    domain: 'shutdown-banner.test',
    about: '421 instead of a banner.',
    truth: unknown(),
    script: { on: { banner: hangUp('421 4.3.2 Service not available, closing transmission channel') } },
  }),
  row('shutdown_ehlo', {
    domain: 'shutdown-ehlo.test',
    about: '421 to EHLO.',
    truth: unknown(),
    script: { on: { ehlo: hangUp('421 4.3.2 System going down, try again later') } },
  }),
  row('shutdown_mail', {
    domain: 'shutdown-mail.test',
    about: '421 to MAIL.',
    truth: unknown(),
    script: { on: { mail: hangUp('421 4.3.2 System going down, try again later') } },
  }),
  row('shutdown_rcpt', {
    domain: 'shutdown-rcpt.test',
    about: '421 to every RCPT.',
    truth: unknown(),
    script: atRcpt(hangUp('421 4.3.2 System going down, try again later')),
  }),
];
