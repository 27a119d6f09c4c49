import { hangUp, reply } from '../smtp/action.ts';
import type { DomainRow, HostPlace } from '../world/domainRow.ts';
import { failed, host, row, unknown } from '../world/row.ts';

const dead: HostPlace = { kind: 'dead' };
const at = (ip: string): HostPlace => ({ kind: 'literal', ip });
/** Filtering resolvers give such answers for domains that have mail hosts: no evidence that one has none. */
const notRoutable = unknown('mx_not_routable');

/**
 * What is only to be asked about with private networks refused is below a name that is not reserved: names below .test are
 * refused then before DNS is asked. One host, at an address that no mail host has.
 */
const literal = (name: string, ip: string) => [host(`mx.${name}.test`, { place: at(ip) })];

/** Domains whose hosts are many, missing, or somewhere else. */
export const ROUTING: readonly DomainRow[] = [
  row('first_dead', {
    domain: 'first-dead.test',
    about: 'The first host refuses connections (nolisting), the second is fine.',
    hosts: [host('mx1.first-dead.test', { place: dead }), host('mx2.first-dead.test', { preference: 20 })],
  }),
  row('first_busy', {
    domain: 'first-busy.test',
    about: 'The first host answers 450 instead of a banner, the second is fine.',
    hosts: [
      host('mx1.first-busy.test', { script: { on: { banner: hangUp('450 4.3.2 Too busy, try another host') } } }),
      host('mx2.first-busy.test', { preference: 20 }),
    ],
  }),
  row('second_says_no', {
    domain: 'second-says-no.test',
    about: 'The first host answers 451 to RCPT; the second, which is not to be asked then, knows nobody.',
    truth: unknown('temporary_failure'),
    hosts: [
      host('mx1.second-says-no.test', { script: { on: { rcpt: reply('451 4.3.0 Temporary lookup failure') } } }),
      host('mx2.second-says-no.test', {
        preference: 20,
        script: { on: { rcpt: reply('550 5.1.1 User unknown') } },
      }),
    ],
  }),
  row('equal_mx', {
    domain: 'equal-mx.test',
    about: 'Two hosts of equal preference.',
    hosts: [host('mx1.equal-mx.test'), host('mx2.equal-mx.test')],
  }),
  row('all_dead', {
    domain: 'all-dead.test',
    about: 'Two hosts, and both refuse connections.',
    truth: unknown('connect_refused'),
    hosts: [host('mx1.all-dead.test', { place: dead }), host('mx2.all-dead.test', { preference: 20, place: dead })],
  }),
  row('ipv6_only', {
    domain: 'ipv6-only.test',
    about: 'Its host has an IPv6 address alone (::1).',
    hosts: [host('mx.ipv6-only.test', { place: { kind: 'ipv6' } })],
  }),
  row('cname_mx', {
    domain: 'cname-mx.test',
    about: 'Its MX names an alias (RFC 2181 section 10.3 forbids it, the world does it).',
    hosts: [host('mx.cname-mx.test', { place: { kind: 'alias', of: 'mx.exists.test' } })],
  }),
  row('cname_domain', {
    domain: 'cname-domain.test',
    about: 'The domain itself is an alias of exists.test.',
    dns: { cnameTo: 'exists.test' },
    hosts: [host('mx.exists.test')],
  }),
  row('dangling_mx', {
    domain: 'dangling-mx.test',
    about: 'Its MX names a host that does not exist.',
    truth: failed('mxserver_does_not_exist', 'mx_without_address'),
    hosts: [host('mx.dangling-mx.test', { place: { kind: 'unknown' } })],
  }),
  row('half_dangling', {
    domain: 'half-dangling.test',
    about: 'The first MX names a host that does not exist, the second is fine.',
    hosts: [
      host('mx1.half-dangling.test', { place: { kind: 'unknown' } }),
      host('mx2.half-dangling.test', { preference: 20 }),
    ],
  }),
  row('nowhere_mx', {
    domain: 'nowhere-mx.test',
    about: 'Its host is at 0.0.0.0, which is nowhere (and reaches 127.0.0.1 if connected to).',
    truth: notRoutable,
    hosts: literal('nowhere-mx', '0.0.0.0'),
  }),
  row('reserved_mx', {
    domain: 'reserved-mx.test',
    about: 'Its host is at 192.0.2.25, an address of documentation.',
    truth: notRoutable,
    hosts: literal('reserved-mx', '192.0.2.25'),
  }),
  row('private_mx', {
    domain: 'private-mx.mailsift-sandbox.net',
    about: 'Its host is at 10.0.0.25. Only with ALLOW_PRIVATE_NETWORKS=false, or a real 10.0.0.25 is asked.',
    truth: notRoutable,
    samples: 'none',
    hosts: literal('private-mx', '10.0.0.25'),
  }),
  row('metadata_mx', {
    domain: 'metadata-mx.mailsift-sandbox.net',
    about: 'Its host is at 169.254.169.254, where clouds keep secrets. Only with ALLOW_PRIVATE_NETWORKS=false.',
    truth: notRoutable,
    samples: 'none',
    hosts: literal('metadata-mx', '169.254.169.254'),
  }),
  row('mapped_mx', {
    domain: 'mapped-mx.mailsift-sandbox.net',
    about: 'Its host is at ::ffff:10.0.0.25, which is 10.0.0.25 in IPv6. Only with ALLOW_PRIVATE_NETWORKS=false.',
    truth: notRoutable,
    samples: 'none',
    hosts: literal('mapped-mx', '::ffff:10.0.0.25'),
  }),
  row('loopback_mx', {
    domain: 'loopback-mx.mailsift-sandbox.net',
    about: 'Its host is at 127.0.0.1, where the sandbox has no mail host. Only with ALLOW_PRIVATE_NETWORKS=false.',
    truth: notRoutable,
    samples: 'none',
    hosts: literal('loopback-mx', '127.0.0.1'),
  }),
  row('nowhere_first', {
    domain: 'nowhere-first.test',
    about: 'The first host is at 0.0.0.0, the second is fine.',
    hosts: [
      host('mx1.nowhere-first.test', { place: at('0.0.0.0') }),
      host('mx2.nowhere-first.test', { preference: 20 }),
    ],
  }),
];
