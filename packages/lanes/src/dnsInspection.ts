import { getServers, Resolver } from 'node:dns/promises';
import { type Answer, answerOf, createDnsQuestions, type DnsQuestions } from './dnsQuestions.ts';
import { reverseName } from './reverseName.ts';

/** Questions about ourselves, which no verification asks: who we are to others. */
export interface DnsInspection extends DnsQuestions {
  /** Each record with its strings joined (RFC 7208 section 3.3). */
  txt(name: string): Promise<Answer<string>>;
  /** The names of an address (PTR). */
  pointers(ip: string): Promise<Answer<string>>;
  /** The servers that are asked, as `setServers` takes them. */
  readonly servers: readonly string[];
}

export interface DnsInspectionOptions {
  /** Null: the system's own. */
  readonly servers: readonly string[] | null;
  readonly timeoutMs: number;
  readonly tries: number;
}

export function createDnsInspection({ servers, timeoutMs, tries }: DnsInspectionOptions): DnsInspection {
  const asked = servers ?? getServers();
  const questions = createDnsQuestions({ servers: asked, timeoutMs, tries, maxInFlight: 20 });
  const resolver = new Resolver({ timeout: timeoutMs, tries });
  resolver.setServers(asked);
  return {
    ...questions,
    servers: asked,
    txt: (name) => answerOf(resolver.resolveTxt(name).then((records) => records.map((strings) => strings.join('')))),
    // `reverse` would ask the hosts file of this machine first.
    pointers: (ip) => answerOf(resolver.resolvePtr(reverseName(ip))),
    close() {
      questions.close();
      resolver.cancel();
    },
  };
}
