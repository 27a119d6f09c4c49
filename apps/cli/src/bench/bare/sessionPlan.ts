import { type BenchList, benchRow } from '../list/benchRow.ts';

/** One connection: where it goes, and the RCPTs of its transactions. */
export interface PlannedSession {
  readonly domain: string;
  readonly transactions: readonly (readonly string[])[];
}

/** What the worker's policy allows a lane of its own making. */
const RCPTS_PER_TRANSACTION = 5;
const RCPTS_PER_CONNECTION = 10;
/** Asked once for each domain, first: a local part nobody has. */
const RANDOM_LOCAL = 'q7x2k9v4m1z8';

/** The conversations that a list comes to, as a worker would have them: each address once, a domain's catch-all question first. */
export function planSessions(list: BenchList): readonly PlannedSession[] {
  const domains = new Map<string, Set<string>>();
  for (let row = 0; row < list.rows; row++) {
    const { kind, email } = benchRow(row, list);
    if (kind !== 'address') continue;
    const address = email.toLowerCase();
    const domain = address.slice(address.lastIndexOf('@') + 1);
    const known = domains.get(domain) ?? new Set([`${RANDOM_LOCAL}@${domain}`]);
    domains.set(domain, known.add(address));
  }
  return [...domains].flatMap(([domain, addresses]) =>
    chunks([...addresses], RCPTS_PER_CONNECTION).map((rcpts) => ({
      domain,
      transactions: chunks(rcpts, RCPTS_PER_TRANSACTION),
    })),
  );
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
