import { createResolver } from '@mailsift/lanes';
import { runInThread } from '@mailsift/runtime';
import { z } from 'zod';
import { CommandError } from '../../terminal/commandError.ts';
import type { BenchList } from '../list/benchRow.ts';
import type { BareSession } from './bareSession.ts';
import { type PlannedSession, planSessions } from './sessionPlan.ts';

const bareSocketThread = new URL('./bareSocketThread.ts', import.meta.url);

const spanSchema = z.object({ startedAt: z.number(), endedAt: z.number() });
/** Epoch ms. */
export type SpanOfTime = z.infer<typeof spanSchema>;

export interface BareSocketsOptions {
  readonly list: BenchList;
  readonly dnsServer: string;
  readonly smtpPort: number;
  /** As many as there are worker processes. */
  readonly threads: number;
  /** At once, of one thread. */
  readonly connections: number;
  readonly signal: AbortSignal;
}

export interface BareSockets {
  readonly sessions: number;
  readonly addresses: number;
  readonly seconds: number;
}

/** Rows whose conversations are said; the rest of a longer list would say the same again. */
const MOST_ROWS = 100_000;

/** Says what the workers say to the same servers, over as many connections, with nothing around it. */
export async function measureBareSockets(options: BareSocketsOptions): Promise<BareSockets> {
  const { list, threads, connections, smtpPort: port, signal } = options;
  const planned = planSessions({ ...list, rows: Math.min(list.rows, MOST_ROWS) });
  const sessions = await locate(planned, options.dnsServer);
  const shares = Array.from({ length: threads }, (_, thread) => sessions.filter((_, at) => at % threads === thread));
  const spans = await Promise.all(
    shares.map((share) =>
      runInThread(bareSocketThread, { sessions: share, port, connections }, { parse: spanSchema.parse, signal }),
    ),
  );
  const startedAt = Math.min(...spans.map((span) => span.startedAt));
  const endedAt = Math.max(...spans.map((span) => span.endedAt));
  const rcpts = planned.flatMap(({ transactions }) => transactions.map(({ length }) => length));
  const questions = new Set(planned.map(({ domain }) => domain)).size;
  return {
    sessions: sessions.length,
    addresses: rcpts.reduce((sum, count) => sum + count, 0) - questions,
    seconds: (endedAt - startedAt) / 1_000,
  };
}

/** Looks the servers up beforehand and spells the lines out. */
async function locate(planned: readonly PlannedSession[], dnsServer: string): Promise<readonly BareSession[]> {
  const resolver = createResolver({
    servers: [dnsServer],
    timeoutMs: 5_000,
    tries: 2,
    allowPrivate: true,
    implicitMx: false,
  });
  try {
    const ips = new Map<string, string>();
    for (const { domain } of planned) {
      if (ips.has(domain)) continue;
      const facts = await resolver.resolve(domain);
      const ip = facts.kind === 'mx' ? facts.hosts[0]?.ips[0] : undefined;
      if (ip === undefined) throw new CommandError(`the sandbox has no mail host for ${domain}`);
      ips.set(domain, ip);
    }
    return planned.map((session) => ({ ip: ips.get(session.domain) ?? '', lines: linesOf(session) }));
  } finally {
    resolver.close();
  }
}

function linesOf({ transactions }: PlannedSession): readonly string[] {
  const asked = transactions.flatMap((rcpts, index) => [
    ...(index === 0 ? [] : ['RSET']),
    'MAIL FROM:<verify@bench.mailsift.test>',
    ...rcpts.map((rcpt) => `RCPT TO:<${rcpt}>`),
  ]);
  return ['EHLO bench.mailsift.test', ...asked, 'QUIT'].map((line) => `${line}\r\n`);
}
