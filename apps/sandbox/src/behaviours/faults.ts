import { type Action, bytes, CLOSE, drip, late, RESET, reply, SILENCE, sequence } from '../smtp/action.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { atRcpt, row, unknown } from '../world/row.ts';

const LONG_LINE = 1_000_000;
const ENDLESS_BANNER: Action = { kind: 'drip', text: '220-wait\r\n', endless: true };
const NOISE = Buffer.from(Array.from({ length: 2_048 }, (_, index) => (index * 167 + 13) % 256));

/** Servers that are slow, broken or malicious. */
export const FAULTS: readonly DomainRow[] = [
  row('tarpit', { about: 'Takes its time for every reply, and then is friendly.', script: { manner: 'tarpit' } }),
  row('drip', { about: 'Writes its replies one byte at a time.', script: { manner: 'drip' } }),
  row('slow_banner', {
    domain: 'slow-banner.test',
    about: 'Its banner comes late.',
    script: ({ delays }) => ({
      on: { banner: late(delays.slowBannerMs, reply('220 mx.slow-banner.test ESMTP sandbox')) },
    }),
  }),
  row('early_talker', {
    domain: 'early-talker.test',
    about: 'A banner of two lines with a pause between them; 521 to a client that talks in it.',
    script: ({ delays }) => ({
      on: {
        banner: sequence(bytes('220-mx.early-talker.test ESMTP\r\n'), {
          kind: 'late',
          ms: delays.earlyTalkMs,
          next: () => reply('220 mx.early-talker.test ESMTP sandbox'),
        }),
        ehlo: ({ talkedEarly }) =>
          talkedEarly ? { kind: 'reply', text: '521 5.5.1 Protocol error', close: true } : null,
      },
    }),
  }),
  row('silent', {
    about: 'Accepts the connection and says nothing.',
    truth: unknown('timeout'),
    samples: 'full',
    script: { on: { banner: SILENCE } },
  }),
  row('silent_rcpt', {
    domain: 'silent-rcpt.test',
    about: 'Says nothing to RCPT.',
    truth: unknown('timeout'),
    samples: 'full',
    script: atRcpt(SILENCE),
  }),
  row('drip_forever', {
    domain: 'drip-forever.test',
    about: 'A banner one byte at a time that never ends.',
    truth: unknown(),
    samples: 'full',
    script: { on: { banner: ENDLESS_BANNER } },
  }),
  row('endless_ehlo', {
    domain: 'endless-ehlo.test',
    about: 'A reply to EHLO whose lines never end.',
    truth: unknown('protocol_error'),
    script: { on: { ehlo: { kind: 'endless', line: '250-ENDLESS\r\n' } } },
  }),
  row('endless_rcpt', {
    domain: 'endless-rcpt.test',
    about: 'A reply to RCPT whose lines never end.',
    truth: unknown('protocol_error'),
    script: atRcpt({ kind: 'endless', line: '250-2.1.5 and another thing\r\n' }),
  }),
  row('long_line', {
    domain: 'long-line.test',
    about: 'A reply to RCPT of a million letters in one line.',
    truth: unknown('protocol_error'),
    script: atRcpt(bytes(`250 2.1.5 ${'a'.repeat(LONG_LINE)}\r\n`)),
  }),
  row('garbage', {
    about: 'Bytes without sense in answer to RCPT.',
    truth: unknown('protocol_error'),
    script: atRcpt(bytes(NOISE)),
  }),
  row('ssh', {
    about: 'Another protocol: the banner of an SSH server.',
    truth: unknown('protocol_error'),
    script: { on: { banner: bytes('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n') } },
  }),
  row('unsolicited', {
    about: 'Two replies to one RCPT: the second would be taken for the answer to the next.',
    truth: unknown('protocol_error'),
    script: atRcpt(bytes('250 2.1.5 Ok\r\n250 2.1.5 Ok\r\n')),
  }),
  row('reset_connect', {
    domain: 'reset-connect.test',
    about: 'Resets the connection at once.',
    truth: unknown(),
    script: { on: { banner: RESET } },
  }),
  row('reset_banner', {
    domain: 'reset-banner.test',
    about: 'Resets the connection in the middle of the banner.',
    truth: unknown(),
    script: { on: { banner: sequence(bytes('220 mx.re'), late(20, RESET)) } },
  }),
  row('reset_ehlo', {
    domain: 'reset-ehlo.test',
    about: 'Resets the connection at EHLO.',
    truth: unknown('connection_lost'),
    script: { on: { ehlo: RESET } },
  }),
  row('reset_mail', {
    domain: 'reset-mail.test',
    about: 'Resets the connection at MAIL.',
    truth: unknown('connection_lost'),
    script: { on: { mail: RESET } },
  }),
  row('reset_rcpt', {
    domain: 'reset-rcpt.test',
    about: 'Resets the connection at RCPT.',
    truth: unknown('connection_lost'),
    script: atRcpt(RESET),
  }),
  row('close_connect', {
    domain: 'close-connect.test',
    about: 'Closes the connection without a banner.',
    truth: unknown(),
    script: { on: { banner: CLOSE } },
  }),
  row('close_ehlo', {
    domain: 'close-ehlo.test',
    about: 'Closes the connection at EHLO.',
    truth: unknown('connection_lost'),
    script: { on: { ehlo: CLOSE } },
  }),
  row('close_mail', {
    domain: 'close-mail.test',
    about: 'Closes the connection at MAIL.',
    truth: unknown('connection_lost'),
    script: { on: { mail: CLOSE } },
  }),
  row('close_rcpt', {
    domain: 'close-rcpt.test',
    about: 'Closes the connection at RCPT.',
    truth: unknown('connection_lost'),
    script: atRcpt(CLOSE),
  }),
  row('cut_reply', {
    domain: 'cut-reply.test',
    about: 'Closes the connection in the middle of a 550 to RCPT, which is no verdict then.',
    truth: unknown('connection_lost'),
    script: atRcpt(sequence(bytes('550 5.1.1 User unkn'), CLOSE)),
  }),
  row('slow_rcpt', {
    domain: 'drip-rcpt.test',
    about: 'One byte at a time in answer to RCPT, friendly before.',
    script: atRcpt(drip('250 2.1.5 Ok\r\n')),
    truth: { kind: 'all', truth: { status: 'unknown', event: 'is_catchall', cause: 'accepts_all' } },
  }),
];
