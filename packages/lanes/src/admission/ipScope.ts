import { isIPv6 } from 'node:net';

/**
 * What counts as one destination: an IPv4 address, or the /64 of an IPv6 one (a network's customer has a whole /64, so
 * a limit on single addresses would be none). Safe in a Redis key: the colons of IPv6 are written as hyphens.
 */
export function ipScope(ip: string): string {
  return isIPv6(ip) ? `${groupsOf(ip).slice(0, 4).join('-')}--64` : ip;
}

/** The network a destination is in, which is often one operator's or one customer's: the /24, or the /56 of IPv6. */
export function networkScope(ip: string): string {
  if (!isIPv6(ip)) return `${ip.split('.').slice(0, 3).join('.')}.0--24`;
  const [first, second, third, fourth = '0'] = groupsOf(ip);
  const upperHalf = (Number.parseInt(fourth, 16) & 0xff00).toString(16);
  return `${[first, second, third, upperHalf].join('-')}--56`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(ip: string): string[] {
  const [head = '', tail] = ip.toLowerCase().split('%', 1).join('').split('::');
  const split = (part: string) => (part === '' ? [] : part.split(':').flatMap(spreadIpv4));
  const before = split(head);
  const after = split(tail ?? '');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}

/** `::ffff:192.0.2.1` ends in two groups written as one. */
function spreadIpv4(group: string): string[] {
  return group.includes('.') ? [group, group] : [group];
}
