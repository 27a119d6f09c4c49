import { isIP, isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

type IPv4 = ipaddr.IPv4;
type IPv6 = ipaddr.IPv6;

/**
 * `public`: may be connected to. `private`: reachable, but inside somebody's network (loopback, RFC 1918, link-local,
 * carrier NAT, unique local). `special`: nothing a mail host has, and every string that is not a canonical address.
 */
export type AddressClass = 'public' | 'private' | 'special';

const PRIVATE_RANGES: ReadonlySet<string> = new Set([
  'private',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'carrierGradeNat',
  'deprecatedSiteLocal',
]);

/** IPv6 networks that carry an IPv4 address: what counts is where the packet comes out. */
const EMBEDDINGS: readonly { readonly network: [IPv6, number]; readonly embedded: (parts: number[]) => IPv4[] }[] = [
  { network: ipv6Network('::ffff:0:0/96'), embedded: (parts) => [ipv4At(parts, 6)] },
  { network: ipv6Network('::/96'), embedded: (parts) => [ipv4At(parts, 6)] },
  { network: ipv6Network('::ffff:0:0:0/96'), embedded: (parts) => [ipv4At(parts, 6)] },
  { network: ipv6Network('64:ff9b::/96'), embedded: (parts) => [ipv4At(parts, 6)] },
  { network: ipv6Network('2002::/16'), embedded: (parts) => [ipv4At(parts, 1)] },
  // Teredo (RFC 4380 section 4): the server's address, and the client's with every bit turned over.
  {
    network: ipv6Network('2001::/32'),
    embedded: (parts) => [
      ipv4At(parts, 2),
      ipv4At(
        parts.map((part) => part ^ 0xffff),
        6,
      ),
    ],
  },
];

/** The only part of IPv6 that IANA has given out as global unicast. */
const GLOBAL_UNICAST = ipv6Network('2000::/3');

/** Whether a connection to this address is allowed on the open Internet. Anything but a canonical literal is not. */
export function isPublicAddress(ip: string): boolean {
  return classifyAddress(ip) === 'public';
}

/** Judges one address literal; IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo and so on) is judged as what it carries. */
export function classifyAddress(ip: string): AddressClass {
  if (!isCanonicalAddress(ip)) return 'special';
  if (isIPv4(ip)) return classifyRange(ipaddr.IPv4.parse(ip).range());
  const address = ipaddr.IPv6.parse(ip);
  if (address.range() === 'loopback') return 'private';
  const embedding = EMBEDDINGS.find(({ network }) => address.match(network));
  if (embedding !== undefined) return worstOf(embedding.embedded(address.parts));
  const found = classifyRange(address.range());
  return found === 'public' && !address.match(GLOBAL_UNICAST) ? 'special' : found;
}

/**
 * Whether the string is an address in the one spelling that resolvers print. `127.1`, `0x7f.1`, `[::1]`, zones and
 * capitals are not: parsers disagree on them, and each disagreement is a way past a guard.
 */
export function isCanonicalAddress(ip: string): boolean {
  if (isIPv4(ip)) return ipaddr.IPv4.parse(ip).toString() === ip;
  if (!isIPv6(ip) || ip.includes('%')) return false;
  const address = ipaddr.IPv6.parse(ip);
  return ip === address.toRFC5952String() || ip === mappedNotation(address);
}

/** Whether the address belongs to this machine: connecting to it would reach our own services. */
export function isOwnAddress(ip: string, interfaces = networkInterfaces()): boolean {
  return Object.values(interfaces).some((list) => list?.some(({ address }) => isSameAddress(address, ip)) ?? false);
}

/** Compares two literals by value: a dual-stack socket reports an IPv4 peer as `::ffff:192.0.2.1`. */
export function isSameAddress(left: string, right: string): boolean {
  if (left === right && isIP(left) !== 0) return true;
  if (!ipaddr.isValid(left) || !ipaddr.isValid(right)) return false;
  return ipaddr.process(left).toString() === ipaddr.process(right).toString();
}

function classifyRange(range: string): AddressClass {
  if (range === 'unicast') return 'public';
  return PRIVATE_RANGES.has(range) ? 'private' : 'special';
}

function worstOf(addresses: readonly IPv4[]): AddressClass {
  const classes = addresses.map((address) => classifyRange(address.range()));
  return classes.find((found) => found !== 'public') ?? 'public';
}

/**
 * RFC 5952 section 5: IPv4-mapped addresses are printed with dots. So are IPv4-compatible ones (`::8.8.8.8`), but
 * ipaddr.js takes those for mapped: what two parsers read in two ways is refused.
 */
function mappedNotation(address: IPv6): string | null {
  return address.isIPv4MappedAddress() ? `::ffff:${address.toIPv4Address().toString()}` : null;
}

function ipv4At(parts: readonly number[], index: number): IPv4 {
  const [high = 0, low = 0] = parts.slice(index, index + 2);
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
}

function ipv6Network(cidr: string): [IPv6, number] {
  const [address = '', bits = ''] = cidr.split('/');
  return [ipaddr.IPv6.parse(address), Number(bits)];
}
