import type { Answer } from 'dns-packet';

/** What DNS says of somebody who asks from an address of this machine: for `mailsift doctor`, and for servers that look. */
interface Verifier {
  readonly name: string;
  readonly ip: string;
  /** What the PTR of the address names; null where it has none. */
  readonly pointer: string | null;
  /** Hosts that take mail for the name. */
  readonly mx: readonly string[];
  readonly txt: readonly string[];
}

export const VERIFIERS: readonly Verifier[] = [
  {
    name: 'verifier.test',
    ip: '127.0.0.1',
    pointer: 'verifier.test',
    mx: ['mx.exists.test'],
    txt: ['some-site-verification=1', 'v=spf1 include:spf.verifier.test -all'],
  },
  { name: 'spf.verifier.test', ip: '127.0.0.1', pointer: null, mx: [], txt: ['v=spf1 ip4:127.0.0.1 -all'] },
  // Its PTR names somebody else, and its SPF speaks of another address.
  {
    name: 'forged.verifier.test',
    ip: '127.0.0.9',
    pointer: null,
    mx: ['mx.exists.test'],
    txt: ['v=spf1 ip4:192.0.2.1 -all'],
  },
  { name: 'alias.verifier.test', ip: '127.0.0.2', pointer: 'forged.verifier.test', mx: [], txt: [] },
  { name: 'bare.verifier.test', ip: '127.0.0.3', pointer: null, mx: [], txt: [] },
];

const TTL = 0;
const REVERSE = '.in-addr.arpa';

/** The records of a verifier's name or address; null for a name that is no verifier's. */
export function verifierRecords(name: string, type: string): readonly Answer[] | null {
  if (name.endsWith(REVERSE)) return pointerRecords(name, type);
  const verifier = VERIFIERS.find((each) => each.name === name);
  if (verifier === undefined) return null;
  const { ip, mx, txt } = verifier;
  switch (type) {
    case 'A':
      return [{ type: 'A', name, ttl: TTL, data: ip }];
    case 'MX':
      return mx.map((exchange) => ({ type: 'MX', name, ttl: TTL, data: { preference: 10, exchange } }));
    case 'TXT':
      return txt.map((data) => ({ type: 'TXT', name, ttl: TTL, data }));
    default:
      return [];
  }
}

function pointerRecords(name: string, type: string): readonly Answer[] | null {
  const ip = name.slice(0, -REVERSE.length).split('.').reverse().join('.');
  const pointer = VERIFIERS.find((each) => each.ip === ip && each.pointer !== null)?.pointer;
  if (pointer === undefined || pointer === null) return null;
  return type === 'PTR' ? [{ type: 'PTR', name, ttl: TTL, data: pointer }] : [];
}
