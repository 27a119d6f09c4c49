import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address of the open Internet, in the two forms that the tables are asked in. */
export interface PublicAddress {
  readonly family: 4 | 6;
  /** The one spelling that no parser reads differently: four decimal numbers, or eight groups without `::`. */
  readonly text: string;
  /** The number in words of 32 bits, the highest first: one for IPv4, four for IPv6. */
  readonly words: readonly number[];
}

/** An IPv6 address whose last two groups are written as IPv4 (RFC 4291 section 2.2, form 3) has at most 45 characters. */
const LONGEST_TEXT = 45;
const DOTTED_TAIL = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/;

/**
 * Reads an address literal; null for everything that is no public unicast address: private, loopback, documentation,
 * multicast, 6to4, Teredo, NAT64, zones, and text that is no address. IPv4-mapped IPv6 is the IPv4 address it carries.
 * What the tables say of such addresses is chance: they name a country for 2001:db8::1.
 */
export function readPublicAddress(text: string): PublicAddress | null {
  if (text.length > LONGEST_TEXT) return null;
  if (isIPv4(text)) return publicIpv4(ipaddr.IPv4.parse(text));
  if (!isIPv6(text) || text.includes('%')) return null;
  // ipaddr.js takes `::8.8.8.8`, which is nobody's (RFC 4291 section 2.5.5.1), for a mapped address.
  const address = ipaddr.IPv6.parse(text.replace(DOTTED_TAIL, hexGroups));
  return address.isIPv4MappedAddress() ? publicIpv4(address.toIPv4Address()) : publicIpv6(address);
}

function publicIpv4(address: ipaddr.IPv4): PublicAddress | null {
  if (address.range() !== 'unicast') return null;
  const [a = 0, b = 0, c = 0, d = 0] = address.octets;
  return { family: 4, text: address.toString(), words: [((a << 24) | (b << 16) | (c << 8) | d) >>> 0] };
}

function publicIpv6(address: ipaddr.IPv6): PublicAddress | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = address.parts;
  // 2000::/3 is all that IANA has given out as global unicast (RFC 4291 section 2.4, the IANA IPv6 address space).
  if (a >> 13 !== 1 || address.range() !== 'unicast') return null;
  const words = [wordOf(a, b), wordOf(c, d), wordOf(e, f), wordOf(g, h)];
  return { family: 6, text: address.toNormalizedString(), words };
}

function wordOf(high: number, low: number): number {
  return ((high << 16) | low) >>> 0;
}

function hexGroups(_match: string, a: string, b: string, c: string, d: string): string {
  return `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`;
}
