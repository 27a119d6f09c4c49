import type { DomainRow } from '../world/domainRow.ts';
import { failed, host, row, unknown } from '../world/row.ts';

const dnsError = unknown('dns_error');

/** What DNS has to say about a domain, when it is not simply where its mail goes. */
export const NAMES: readonly DomainRow[] = [
  row('null_mx', {
    domain: 'null-mx.test',
    about: 'A null MX (RFC 7505): the domain takes no mail.',
    truth: failed('mxserver_does_not_exist', 'null_mx'),
    dns: 'null_mx',
  }),
  row('no_mx', {
    domain: 'no-mx.test',
    about: 'The domain exists, and has neither MX nor address.',
    truth: failed('mxserver_does_not_exist', 'no_mx'),
    dns: 'no_mx',
  }),
  row('no_mx_has_address', {
    domain: 'no-mx-has-address.test',
    about: 'No MX, but an A record (RFC 5321 section 5.1: mail may go there; nothing listens).',
    truth: failed('mxserver_does_not_exist', 'no_mx_has_address'),
    dns: 'no_mx_has_address',
  }),
  row('nxdomain', {
    about: 'The domain does not exist; nor does any name that is not in this table.',
    truth: failed('domain_does_not_exist', 'nxdomain'),
    dns: 'nxdomain',
  }),
  row('nxdomain_once', {
    domain: 'nxdomain-once.test',
    about: 'NXDOMAIN at the first question, an ordinary MX from the second on.',
    dns: 'nxdomain_once',
    script: {},
  }),
  row('servfail', { about: 'DNS answers SERVFAIL.', truth: dnsError, dns: 'servfail' }),
  row('dns_refused', {
    domain: 'dns-refused.test',
    about: 'DNS answers REFUSED.',
    truth: dnsError,
    dns: 'refused',
  }),
  row('dns_silent', {
    domain: 'dns-silent.test',
    about: 'DNS never answers.',
    truth: dnsError,
    dns: 'silent',
    samples: 'full',
  }),
  row('truncated', {
    about: 'The MX answer is too long for UDP: truncated there, whole over TCP.',
    dns: 'mx_over_tcp',
    hosts: [
      host('mx.truncated.test'),
      ...Array.from({ length: 40 }, (_, index) =>
        host(`backup-${index + 1}.mail-hosts-with-long-names.truncated.test`, {
          preference: 100 + index,
          place: { kind: 'dead' },
        }),
      ),
    ],
  }),
];
