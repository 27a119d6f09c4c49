import { type Answer, type DecodedPacket, decode, encode, TRUNCATED_RESPONSE } from 'dns-packet';
import type { Zone } from './zone.ts';

/** RFC 1035 section 4.1.1: QR is set by the encoder; AA says that this is our zone, RD and RA keep resolvers content. */
const AUTHORITATIVE = 0x0400;
const RECURSION = 0x0180;
const RCODES = { nxdomain: 3, servfail: 2, refused: 5 } as const;

/** The response to one query; null where there is none: the question cannot be read, or the domain stays silent. */
export function respond(query: Buffer, zone: Zone, transport: 'udp' | 'tcp'): Buffer | null {
  const packet = parseQuery(query);
  const question = packet?.questions?.[0];
  if (packet === null || question === undefined) return null;
  const found = zone.answer(question.name.toLowerCase(), question.type);
  if (found === 'silent') return null;
  const send = (flags: number, answers: readonly Answer[]) =>
    encode({
      type: 'response',
      id: packet.id ?? 0,
      flags: AUTHORITATIVE | RECURSION | flags,
      questions: [question],
      answers: [...answers],
    });
  if (typeof found === 'string') return send(RCODES[found], []);
  if (found.tcpOnly && transport === 'udp') return send(TRUNCATED_RESPONSE, []);
  return send(0, found.records);
}

function parseQuery(query: Buffer): DecodedPacket | null {
  try {
    return decode(query);
  } catch {
    // Whatever it was, it was no DNS message.
    return null;
  }
}
