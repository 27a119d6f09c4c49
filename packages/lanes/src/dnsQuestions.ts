import type { MxRecord } from 'node:dns';
import { getServers, Resolver } from 'node:dns/promises';
import { createGate } from './gate.ts';

/** What came of one DNS question. Only `nxdomain` and `nodata` are a "no"; an error says nothing of the name. */
export type Answer<T> =
  | { readonly kind: 'records'; readonly records: readonly T[] }
  | { readonly kind: 'nxdomain' }
  | { readonly kind: 'nodata' }
  | { readonly kind: 'error'; readonly code: string };

export interface DnsQuestions {
  mx(name: string): Promise<Answer<MxRecord>>;
  /** A and AAAA records together: addresses of either family are enough, an error counts only where there are none. */
  addresses(name: string): Promise<Answer<string>>;
  /** Ends the questions under way; their answers are errors. */
  close(): void;
}

export interface DnsQuestionsOptions {
  /** `address:port` or a bare address; asked in this order. Null: the system's own. */
  readonly servers: readonly string[] | null;
  /** Of the first try; c-ares waits longer on each further one, so a silent server costs about twice the product. */
  readonly timeoutMs: number;
  readonly tries: number;
  /** Questions on the wire at once. Above some 200, loopback UDP was measured to drop answers. */
  readonly maxInFlight: number;
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';

export async function answerOf<T>(question: Promise<T[]>): Promise<Answer<T>> {
  try {
    const records = await question;
    return records.length > 0 ? { kind: 'records', records } : { kind: 'nodata' };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOTFOUND') return { kind: 'nxdomain' };
    if (code === 'ENODATA') return { kind: 'nodata' };
    return { kind: 'error', code };
  }
}

function createChannel(servers: readonly string[], options: DnsQuestionsOptions): Resolver {
  const resolver = new Resolver({ timeout: options.timeoutMs, tries: options.tries });
  resolver.setServers(servers);
  return resolver;
}

/** Both families in one answer. NXDOMAIN holds for a whole name, so one family saying it of a name the other knows is no data. */
function mergeFamilies(v4: Answer<string>, v6: Answer<string>): Answer<string> {
  const records = [v4, v6].flatMap((answer) => (answer.kind === 'records' ? answer.records : []));
  if (records.length > 0) return { kind: 'records', records };
  if (v4.kind === 'error') return v4;
  if (v6.kind === 'error') return v6;
  return v4.kind === 'nxdomain' && v6.kind === 'nxdomain' ? v4 : { kind: 'nodata' };
}

/** Asks DNS through node's resolver (c-ares: no hosts file, no search domains, TCP where UDP was truncated). */
export function createDnsQuestions(options: DnsQuestionsOptions): DnsQuestions {
  const [first, ...others] = options.servers ?? getServers();
  if (first === undefined) throw new Error('A resolver needs at least one DNS server.');
  const gate = createGate(options.maxInFlight);
  const channel = createChannel([first, ...others], options);
  // A channel of its own: it starts at another server where there is one, and shares no cache with the first.
  const secondOpinion = createChannel([...others, first], options);

  let closed = false;

  const put = <T>(question: (resolver: Resolver) => Promise<T[]>, to: Resolver): Promise<Answer<T>> =>
    gate.run(async () => (closed ? { kind: 'error', code: 'ECANCELLED' } : answerOf(question(to))));

  const ask = async <T>(question: (resolver: Resolver) => Promise<T[]>): Promise<Answer<T>> => {
    const answer = await put(question, channel);
    // A server that has lost its zone, or its upstream, says NXDOMAIN too: two have to agree.
    if (answer.kind !== 'nxdomain') return answer;
    return put(question, secondOpinion);
  };

  return {
    mx: (name) => ask((resolver) => resolver.resolveMx(name)),
    async addresses(name) {
      const [v4, v6] = await Promise.all([
        ask((resolver) => resolver.resolve4(name)),
        ask((resolver) => resolver.resolve6(name)),
      ]);
      return mergeFamilies(v4, v6);
    },
    close() {
      closed = true;
      channel.cancel();
      secondOpinion.cancel();
    },
  };
}
