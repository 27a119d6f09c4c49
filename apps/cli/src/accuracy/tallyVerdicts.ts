import type { Truth } from '@mailsift/sandbox';
import type { Status } from '@mailsift/verdict';
import type { SandboxCase } from './sandboxCases.ts';

export interface FoundVerdict {
  readonly status: string;
  readonly event: string | null;
  readonly cause: string | null;
}

export interface Mistake {
  readonly of: SandboxCase;
  readonly found: FoundVerdict | null;
}

export interface VerdictTally {
  readonly total: number;
  readonly behaviours: number;
  readonly right: number;
  /** By what is true, then by what was said. */
  readonly table: ReadonlyMap<Status, Readonly<Partial<Record<string, number>>>>;
  readonly mistakes: readonly Mistake[];
  /** Those that cost most: a status other than unknown that is not the true one. */
  readonly invented: readonly Mistake[];
}

/** Holds verdicts, by address, against what is true. Status and event must be right, and the cause where the truth names one. */
export function tallyVerdicts(cases: readonly SandboxCase[], found: ReadonlyMap<string, FoundVerdict>): VerdictTally {
  const table = new Map<Status, Partial<Record<string, number>>>();
  const mistakes: Mistake[] = [];
  for (const one of cases) {
    const verdict = found.get(one.address) ?? null;
    const row = table.get(one.truth.status) ?? {};
    const said = verdict?.status ?? 'none';
    table.set(one.truth.status, { ...row, [said]: (row[said] ?? 0) + 1 });
    if (!isRight(one, verdict)) mistakes.push({ of: one, found: verdict });
  }
  return {
    total: cases.length,
    behaviours: new Set(cases.map(({ behaviour }) => behaviour)).size,
    right: cases.length - mistakes.length,
    table,
    mistakes,
    invented: mistakes.filter(({ of, found }) => isInvented(of, found)),
  };
}

function isRight({ truth }: SandboxCase, found: FoundVerdict | null): boolean {
  return found !== null && truthsOf(truth).some((one) => agrees(one, found));
}

function agrees(truth: Truth, { status, event, cause }: FoundVerdict): boolean {
  return status === truth.status && event === truth.event && (truth.cause === undefined || cause === truth.cause);
}

function isInvented({ truth }: SandboxCase, found: FoundVerdict | null): boolean {
  if (found === null || found.status === 'unknown') return false;
  return truthsOf(truth).every(({ status }) => status !== found.status);
}

function truthsOf(truth: Truth): readonly Truth[] {
  return truth.later === undefined ? [truth] : [truth, truth.later];
}
