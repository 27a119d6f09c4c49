import { NO_CAPABILITIES, readCapabilities } from './capabilities.ts';
import { CommandError, encodeCommand } from './command.ts';
import { startConnecting } from './connect.ts';
import { faultOfAbort, makeFault } from './faults.ts';
import type { Fault, Identity, Reply, SessionEnd, TlsFact } from './outcome.ts';
import { Session } from './session.ts';
import type { SessionRequest } from './sessionRequest.ts';
import { tlsFactOf } from './tlsLayer.ts';
import { createTranscript, type Transcript } from './transcript.ts';
import { type Received, Wire } from './wire.ts';

/** `greeted`: a 2xx banner and a 2xx to EHLO or HELO were had, so no other mail host may be tried in its place. */
export type SessionOpening =
  | { readonly kind: 'open'; readonly session: Session }
  | { readonly kind: 'ended'; readonly end: SessionEnd; readonly greeted: boolean };

/** Codes that say "no such command" by themselves (RFC 5321 section 4.2.2); other 5xx only when their text does. */
const NOT_IMPLEMENTED: ReadonlySet<number> = new Set([500, 502, 504]);
const COMMAND_UNKNOWN =
  /\b(?:command|verb|ehlo)\b.{0,40}\b(?:unknown|unrecogni[sz]ed|not (?:recogni[sz]ed|implemented|supported|understood))|\b(?:unknown|unrecogni[sz]ed|unsupported|unimplemented) (?:smtp )?(?:command|verb)/i;

/**
 * Opens a session: connection, banner, EHLO (else HELO), STARTTLS where offered and EHLO again. Never rejects for what
 * a network or a server does. `ended` is given after the socket's `close` event.
 */
export async function openSession(request: SessionRequest): Promise<SessionOpening> {
  const transcript = createTranscript(request.onLine, request.now ?? (() => performance.now()));
  const unfit = unfitOf(request);
  if (unfit !== null) return ended(unfit, transcript);
  const raw = startConnecting(request);
  if ('kind' in raw) return ended(raw, transcript);
  transcript('note', `connecting to ${request.target.host} at ${request.target.ip}:${request.target.port}`);
  const wire = new Wire(raw, request, transcript);
  return greet(wire, request, transcript);
}

async function greet(wire: Wire, request: SessionRequest, transcript: Transcript): Promise<SessionOpening> {
  await wire.connected();
  const banner = await wire.banner();
  if (banner === null || !isPositive(banner.reply)) return leave(wire, banner, false);
  const greeting = await sayHello(wire, request);
  if (greeting === null || !isPositive(greeting.reply)) return leave(wire, greeting, false);
  const secured = await secure(wire, request, greeting);
  if (secured === null || !isPositive(secured.greeting.reply)) return leave(wire, secured?.greeting ?? null, true);
  const { tls } = secured;
  if (tls !== null) transcript('note', `${tls.protocol}, certificate ${tls.authorized ? 'valid' : 'not valid'}`);
  const session = new Session(wire, {
    mailFrom: request.identity.mailFrom,
    banner: banner.reply,
    capabilities: capabilitiesOf(secured.greeting),
    tls,
  });
  return { kind: 'open', session };
}

/** EHLO, and HELO where the server does not know it. HELO loses every extension (RFC 5321 section 3.2). */
async function sayHello(wire: Wire, { identity }: SessionRequest): Promise<Greeting | null> {
  const ehlo = await wire.ask('ehlo', { verb: 'EHLO', name: identity.ehlo });
  if (ehlo === null) return null;
  if (wire.end !== null || !isCommandUnknown(ehlo.reply)) return { ...ehlo, extended: true };
  const helo = await wire.ask('ehlo', { verb: 'HELO', name: identity.ehlo });
  return helo === null ? null : { ...helo, extended: false };
}

interface Greeting extends Received {
  /** It answered EHLO: its further lines name extensions. */
  readonly extended: boolean;
}

interface Secured {
  readonly greeting: Greeting;
  readonly tls: TlsFact | null;
}

/**
 * STARTTLS (RFC 3207) where it is offered and wanted. A refusal leaves the session in clear; after the handshake nothing
 * said before it is believed. Null: see the wire's end.
 */
async function secure(wire: Wire, request: SessionRequest, greeting: Greeting): Promise<Secured | null> {
  const clear = { greeting, tls: null };
  if (request.startTls === 'never' || !capabilitiesOf(greeting).has('STARTTLS')) return clear;
  const answer = await wire.ask('starttls', { verb: 'STARTTLS' });
  if (answer === null || wire.end !== null) return null;
  if (answer.reply.code >= 400) return clear;
  if (answer.reply.code !== 220) {
    wire.fail('tls_failed', `${answer.reply.code} is no answer to STARTTLS`);
    return null;
  }
  const layer = await wire.secure();
  if (layer === null) return null;
  const tls = tlsFactOf(layer);
  const again = await sayHello(wire, request);
  return again === null ? null : { greeting: again, tls };
}

/** Ends with the wire's own end, else with the refusal that was received; QUIT is said where it still can be. */
async function leave(wire: Wire, refusal: Received | null, greeted: boolean): Promise<SessionOpening> {
  const end = wire.end ?? (refusal === null ? null : ({ kind: 'reply', reply: refusal.reply } as const));
  await wire.quit();
  if (end === null) throw new Error('a session that cannot go on has a reason');
  return { kind: 'ended', end, greeted };
}

function ended(fault: Fault, transcript: Transcript): SessionOpening {
  transcript('note', `${fault.kind}: ${fault.detail}`);
  return { kind: 'ended', end: { kind: 'fault', fault }, greeted: false };
}

/** Identities that can be written: there are few, and they do not change. */
const writable = new WeakSet<Identity>();

/** What rules a session out before a socket is opened. */
function unfitOf({ identity, signal }: SessionRequest): Fault | null {
  if (signal?.aborted === true) return faultOfAbort(signal.reason, 'connect');
  if (writable.has(identity)) return null;
  try {
    encodeCommand({ verb: 'EHLO', name: identity.ehlo });
    encodeCommand({ verb: 'MAIL', sender: identity.mailFrom, smtpUtf8: false });
    writable.add(identity);
    return null;
  } catch (error) {
    if (error instanceof CommandError)
      return makeFault('connect', 'local', `identity ${identity.id}: ${error.message}`);
    throw error;
  }
}

function capabilitiesOf({ extended, lines }: Greeting) {
  return extended ? readCapabilities(lines) : NO_CAPABILITIES;
}

function isPositive({ code }: Reply): boolean {
  return code >= 200 && code < 300;
}

function isCommandUnknown({ code, text }: Reply): boolean {
  return NOT_IMPLEMENTED.has(code) || (code >= 500 && COMMAND_UNKNOWN.test(text));
}
