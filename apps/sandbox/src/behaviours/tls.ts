import { type Action, reply } from '../smtp/action.ts';
import type { HostScript } from '../smtp/hostScript.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { row, unknown } from '../world/row.ts';

const MUST = reply('530 5.7.0 Must issue a STARTTLS command first');

const required: HostScript = {
  startTls: 'offered',
  on: { mail: ({ secured }) => (secured ? null : MUST) },
};
const broken: Action = { kind: 'secure', text: '220 2.0.0 Ready to start TLS', handshake: 'fails', after: '' };
const injected: Action = {
  kind: 'secure',
  text: '220 2.0.0 Ready to start TLS',
  handshake: 'works',
  after: '250 2.1.5 injected\r\n',
};

/** Servers with STARTTLS, all with one self-signed certificate, which must not change a verdict. */
export const TLS: readonly DomainRow[] = [
  row('starttls', { about: 'Offers STARTTLS.', script: { startTls: 'offered' } }),
  row('starttls_required', {
    domain: 'starttls-required.test',
    about: 'Requires STARTTLS: 530 5.7.0 to MAIL without it.',
    script: required,
  }),
  row('starttls_broken', {
    domain: 'starttls-broken.test',
    about: 'Offers STARTTLS, but no handshake works; mail in clear does.',
    script: { startTls: 'offered', on: { starttls: broken } },
  }),
  row('starttls_broken_required', {
    domain: 'starttls-broken-required.test',
    about: 'Requires STARTTLS, and no handshake works.',
    truth: unknown(),
    script: { ...required, on: { ...required.on, starttls: broken } },
  }),
  row('starttls_refused', {
    domain: 'starttls-refused.test',
    about: 'Offers STARTTLS and answers 454 to it; mail in clear works.',
    script: { startTls: 'offered', on: { starttls: reply('454 4.7.0 TLS not available due to local problem') } },
  }),
  row('starttls_injected', {
    domain: 'starttls-injected.test',
    about: 'A reply in clear text follows the 220 to STARTTLS: nothing on that connection is to be believed.',
    truth: unknown(),
    script: { startTls: 'offered', on: { starttls: injected } },
  }),
];
