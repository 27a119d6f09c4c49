import { hangUp, multiLine, reply } from '../smtp/action.ts';
import type { HostScript } from '../smtp/hostScript.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { answerMailbox, type Dialect, PLAIN } from '../world/mailbox.ts';
import { always, CATCH_ALL, host, row, unknown } from '../world/row.ts';

const speaking = (dialect: Partial<Dialect>): HostScript => ({
  startTls: 'offered',
  on: {
    rcpt: ({ recipient }) => (recipient === null ? null : answerMailbox(recipient, { ...PLAIN, ...dialect })),
  },
});

const acceptsAll: HostScript = { startTls: 'offered', on: { rcpt: reply('250 recipient ok') } };

const GOOGLE = speaking({
  exists: '250 2.1.5 OK a1-20020a170902sandbox.1 - gsmtp',
  unknown: multiLine(550, [
    '5.1.1 The email account that you tried to reach does not exist. Please try',
    "5.1.1 double-checking the recipient's email address for typos or",
    '5.1.1 unnecessary spaces. https://support.google.com/mail/?p=NoSuchUser - gsmtp',
  ]),
  disabled:
    '550 5.2.1 The email account that you tried to reach is inactive. https://support.google.com/mail/?p=DisabledUser - gsmtp',
  full: '552 5.2.2 The recipient inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaPerm - gsmtp',
});
const MICROSOFT_365 = speaking({
  exists: '250 2.1.5 Recipient OK',
  unknown: '550 5.4.1 Recipient address rejected: Access denied. [SANDBOX.eop-eur02.prod.protection.outlook.com]',
});
const OUTLOOK = speaking({
  exists: '250 2.1.5 Recipient OK',
  unknown: '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [SANDBOX.prod.outlook.com]',
});
const APPLE = speaking({ unknown: '550 5.1.1 <>: user does not exist', full: '552 5.2.2 <>: user is over quota' });
const YANDEX = speaking({
  unknown: '550 5.7.1 No such user!',
  disabled: '550 5.7.1 Policy rejection on the target address',
  full: '552 5.2.2 Mailbox size limit exceeded',
});
const GMX = speaking({
  exists: '250 Requested mail action okay, completed',
  unknown: multiLine(550, [
    'Requested action not taken: mailbox unavailable',
    'For explanation visit https://postmaster.gmx.net/en/error-messages?ip=192.0.2.1&c=r1601',
  ]),
});
const MIMECAST = speaking({
  unknown: '550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550 [sandbox]',
});
const PROOFPOINT = speaking({ unknown: '550 5.1.1 User unknown' });
const BARRACUDA = speaking({ unknown: '550 cuda_nsu 5.1.1 <>... User unknown' });
const CISCO = speaking({ exists: '250 recipient <> ok', unknown: '550 #5.1.0 Address rejected.' });
const BUSY: HostScript = {
  on: { rcpt: hangUp('451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)') },
};

const google = [
  host('gmail-smtp-in.l.google.com', { preference: 5, script: GOOGLE }),
  host('alt1.gmail-smtp-in.l.google.com', { preference: 10, script: GOOGLE }),
];
const outlook = (domain: string) => [
  host(`${domain.replaceAll('.', '-')}.olc.protection.outlook.com`, { script: OUTLOOK }),
];
const yahoo = [
  host('mta5.am0.yahoodns.net', { preference: 1, script: acceptsAll }),
  host('mta6.am0.yahoodns.net', { preference: 1, script: acceptsAll }),
];
const unverifiable = unknown('unverifiable_provider');

/** Names as large providers have them, answered here in their words, so that their lanes can be seen at work. */
export const PROVIDERS: readonly DomainRow[] = [
  row('google', {
    domain: 'google-like.test',
    about: 'A Google Workspace domain, at aspmx.l.google.com.',
    hosts: [
      host('aspmx.l.google.com', { preference: 1, script: GOOGLE }),
      host('alt1.aspmx.l.google.com', { preference: 5, script: GOOGLE }),
    ],
  }),
  row('gmail', { domain: 'gmail.com', about: 'Gmail, as far as the sandbox is concerned.', hosts: google }),
  row('microsoft', {
    domain: 'microsoft-like.test',
    about: 'A Microsoft 365 domain: 550 5.4.1 "Access denied" means that the user is unknown.',
    hosts: [host('microsoftlike-test.mail.protection.outlook.com', { script: MICROSOFT_365 })],
  }),
  row('microsoft_relay', {
    domain: 'microsoft-relay.test',
    about: 'A Microsoft 365 domain that relays inside: accepts every address.',
    truth: always(CATCH_ALL),
    hosts: [host('microsoftrelay-test.mail.protection.outlook.com', { script: acceptsAll })],
  }),
  row('microsoft_busy', {
    domain: 'microsoft-busy.test',
    about: 'A Microsoft 365 domain that throttles us with 451 4.7.500, for ever.',
    truth: unknown(),
    samples: 'full',
    hosts: [host('microsoftbusy-test.mail.protection.outlook.com', { script: BUSY })],
  }),
  row('outlook', { domain: 'outlook.com', about: 'Outlook.com.', hosts: outlook('outlook.com') }),
  row('hotmail', { domain: 'hotmail.com', about: 'Hotmail.', hosts: outlook('hotmail.com') }),
  row('yahoo_like', {
    domain: 'yahoo-like.test',
    about: 'A domain at yahoodns.net, where every RCPT is accepted and nothing can be known.',
    truth: unverifiable,
    hosts: yahoo,
  }),
  row('yahoo', { domain: 'yahoo.com', about: 'Yahoo: accepts every RCPT.', truth: unverifiable, hosts: yahoo }),
  row('mail_ru', {
    domain: 'mail.ru',
    about: 'Mail.ru: accepts every RCPT.',
    truth: unverifiable,
    hosts: [host('mxs.mail.ru', { script: acceptsAll })],
  }),
  row('icloud', {
    domain: 'icloud.com',
    about: 'iCloud.',
    hosts: [host('mx01.mail.icloud.com', { script: APPLE }), host('mx02.mail.icloud.com', { script: APPLE })],
  }),
  row('yandex', {
    domain: 'yandex-like.test',
    about: 'A Yandex domain: 550 5.7.1 "No such user!".',
    hosts: [host('mx.yandex.net', { script: YANDEX })],
  }),
  row('gmx', {
    domain: 'gmx.net',
    about: 'GMX: no enhanced codes, the last line decides.',
    hosts: [host('mx00.gmx.net', { script: GMX }), host('mx01.gmx.net', { script: GMX })],
  }),
  row('mimecast', {
    domain: 'mimecast-like.test',
    about: 'Behind Mimecast, with known recipients.',
    hosts: [host('eu-smtp-inbound-1.mimecast.com', { script: MIMECAST })],
  }),
  row('proofpoint', {
    domain: 'proofpoint-like.test',
    about: 'Behind Proofpoint.',
    hosts: [host('mxa-00000001.gslb.pphosted.com', { script: PROOFPOINT })],
  }),
  row('barracuda', {
    domain: 'barracuda-like.test',
    about: 'Behind Barracuda.',
    hosts: [host('d1.ess.barracudanetworks.com', { script: BARRACUDA })],
  }),
  row('cisco', {
    domain: 'cisco-like.test',
    about: 'Behind Cisco: 550 #5.1.0 Address rejected.',
    hosts: [host('mx1.hc1.iphmx.com', { script: CISCO })],
  }),
  row('disposable', {
    domain: 'mailinator.com',
    about: 'Disposable addresses: accepts every one.',
    truth: always(CATCH_ALL),
    hosts: [host('mail.mailinator.com', { script: acceptsAll })],
  }),
];
