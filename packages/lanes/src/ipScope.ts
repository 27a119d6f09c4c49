import { isIPv6 } from 'node:net';

/**
 * What counts as one destination: an IPv4 address, or the /64 of an IPv6 one (a network's customer has a whole /64, so
 * a limit on single addresses would be none). Safe in a Redis key: the colons of IPv6 are written as hyphens.
 */
export function ipScope(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.toLowerCase().split('%', 1).join('').split('::');
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':').flatMap(spreadIpv4));
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const network = [...before, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join('-')}--64`;
}

/** `::ffff:192.0.2.1` ends in two groups written as one. */
function spreadIpv4(group: string): string[] {
  return group.includes('.') ? [group, group] : [group];
}
