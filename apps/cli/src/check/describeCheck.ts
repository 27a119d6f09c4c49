import type { Place } from '@mailsift/enrichment';
import type { DomainFacts } from '@mailsift/lanes';
import type { DomainProbe } from '@mailsift/probe';
import { flagsOf } from '@mailsift/signals';
import type { CatchAllFact, TranscriptLine } from '@mailsift/smtp';
import { describe, RULES } from '@mailsift/verdict';
import type { CheckEvent, Checked } from './checkAddress.ts';

/** One finding in lines for a person; `explain` adds what a list would keep to. */
export function describeEvent(event: CheckEvent, explain: boolean): readonly string[] {
  switch (event.kind) {
    case 'address': {
      const flags = flagsOf(event.signals);
      const meant = event.signals.emailSuggested;
      return [
        `address  ${event.address}`,
        ...(flags.length === 0 ? [] : [`flags    ${flags.join(', ')}`]),
        ...(meant === null ? [] : [`meant    ${meant}?`]),
      ];
    }
    case 'dns':
      return describeFacts(event.facts, event.places).map((line, index) =>
        index === 0 ? `dns      ${event.domain}: ${line} (${event.durationMs} ms)` : `         ${line}`,
      );
    case 'lane': {
      const { lane, policy, identity } = event;
      const named = `lane     ${lane.lane}${lane.provider === null ? '' : ' (a provider with limits of its own)'}`;
      if (!explain) return [named];
      const { connections, rate, rcptsPerTransaction, rcptsPerConnection, catchAll } = policy;
      return [
        named,
        `         in a list: ${connections} connections at once, ${rate} RCPTs/s, ${rcptsPerTransaction} a transaction, ${rcptsPerConnection} a connection`,
        `         catch-all question: ${catchAll === 'ask' ? 'a random address is asked first' : 'never needed here'}`,
        `as       EHLO ${identity.ehlo}, MAIL FROM ${identity.mailFrom}${identity.bind === null ? '' : `, from ${identity.bind}`}`,
      ];
    }
    case 'line':
      return [describeLine(event.line)];
    default:
      return event satisfies never;
  }
}

const SPEAKER = { client: '>', server: '<', note: '*' } as const satisfies Record<TranscriptLine['from'], string>;

/** `    12 ms  < 220 mx.example.com ESMTP`: > is us, < the server, * what happened between. */
function describeLine({ at, from, text }: TranscriptLine): string {
  return `${String(at).padStart(7)} ms  ${SPEAKER[from]} ${text}`;
}

function describeFacts(facts: DomainFacts, places: Readonly<Record<string, Place>>): readonly string[] {
  switch (facts.kind) {
    case 'mx': {
      const placed = (ip: string) => `${ip}${describePlace(places[ip])}`;
      const hosts = facts.hosts.map(
        ({ host, preference, ips }) => `MX ${preference} ${host}: ${ips.map(placed).join(', ')}`,
      );
      return facts.implicit ? ['no MX, so its own address is asked', ...hosts] : hosts;
    }
    case 'null_mx':
      return ['a null MX: the domain takes no mail (RFC 7505)'];
    case 'no_mx':
      return [facts.hasAddress ? 'no MX, only an address' : 'no MX and no address'];
    case 'nxdomain':
      return ['the domain does not exist (two look-ups agree)'];
    case 'dangling_mx':
      return [`no MX host has an address: ${facts.hosts.join(', ')}`];
    case 'not_routable':
      return [`only private or special addresses: ${facts.hosts.join(', ')}`];
    case 'dns_error':
      return [`could not be looked up: ${facts.code}`];
    default:
      return facts satisfies never;
  }
}

/** ` (US, Google LLC)`, or nothing. */
function describePlace(place: Place | undefined): string {
  const known = [place?.geo, place?.city, place?.isp].filter((part) => part !== undefined && part !== '');
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}

/** The verdict and the rule that decided, with its reason. */
export function describeVerdict({ decision, syntax, probe }: Checked, explain: boolean): readonly string[] {
  const { status, event, cause, rule, retry } = decision;
  const row = RULES.find(({ id }) => id === rule);
  const again =
    retry === null ? [] : [`again    a list would ask again later (${retry}); this is what stands if nothing changes`];
  return [
    ...(explain && probe !== null ? describeProbe(probe) : []),
    '',
    `verdict  ${status}: ${event}${cause === null ? '' : `, ${cause}`}`,
    `         ${syntax ?? describe(decision)}`,
    `rule     ${rule}${row === undefined ? '' : `: ${row.reason}`}`,
    ...(explain && row !== undefined ? [`         such as: ${row.example}`] : []),
    ...again,
  ];
}

/** What the conversations came to: how long each took, and whether the domain takes every address. */
function describeProbe({ sessions, catchAll }: DomainProbe): readonly string[] {
  const talks = sessions.map(({ target, tls, rcpts, durationMs, end }) => {
    const asked = `${rcpts} ${rcpts === 1 ? 'RCPT' : 'RCPTs'}${tls === null ? '' : `, ${tls.protocol}`}`;
    return `session  ${target.host} [${target.ip}]: ${Math.round(durationMs)} ms, ${asked}${end === null ? '' : ', cut short'}`;
  });
  return ['', ...talks, `catchall ${CATCH_ALL_WORDS[catchAll]}`];
}

const CATCH_ALL_WORDS = {
  yes: 'yes, a made-up address was accepted too',
  no: 'no, a made-up address was refused',
  inconclusive: 'cannot be told: the made-up address got no clear answer',
  not_asked: 'not asked',
} as const satisfies Record<CatchAllFact, string>;
