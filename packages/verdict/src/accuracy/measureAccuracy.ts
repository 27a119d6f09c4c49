import type { Stage } from '@mailsift/smtp';
import { judgeReply } from '../match/judgeReply.ts';
import { readQuotedReply } from '../match/readQuotedReply.ts';
import type { Event, Status } from '../types.ts';
import type { Category, LabelledReply } from './labelledReply.ts';

export interface Misjudged {
  readonly labelled: LabelledReply;
  readonly rule: string;
  readonly status: Status;
  readonly event: Event;
}

export interface AccuracyReport {
  readonly total: number;
  /** With the expected status, and the event `mailbox_full` where it is full. */
  readonly right: number;
  /** How often each category was given each status. */
  readonly table: ReadonlyMap<Category, Readonly<Record<Status, number>>>;
  readonly wrong: readonly Misjudged[];
  /** Those of `wrong` that must never happen: a reply that is not about the mailbox, yet passed or failed. */
  readonly unsafe: readonly Misjudged[];
}

type Expected = Status | 'mailbox_full';

/** The others are unknown: about us, or about nothing that a probe can know (the table in data/README.md). */
const EXPECTED: Readonly<Partial<Record<Category, Expected>>> = {
  ok: 'passed',
  mailbox_not_found: 'failed',
  mailbox_disabled: 'failed',
  domain_not_hosted: 'failed',
  mailbox_full: 'mailbox_full',
};

/** Where a reply of the corpus is judged: what came after DATA, or nobody knows when, as if it came to RCPT. */
const STAGES = {
  connect: 'banner',
  ehlo: 'ehlo',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'rcpt',
  any: 'rcpt',
} as const satisfies Record<LabelledReply['stage'], Stage>;

/** Judges every reply by itself (no retries, no catch-all question) and compares with its label. */
export function measureAccuracy(replies: readonly LabelledReply[]): AccuracyReport {
  const table = new Map<Category, Record<Status, number>>();
  const wrong: Misjudged[] = [];
  for (const labelled of replies) {
    const { rule, status, event } = judgeReply(readQuotedReply(labelled.reply, STAGES[labelled.stage]));
    const row = table.get(labelled.category) ?? { passed: 0, failed: 0, unknown: 0 };
    row[status] += 1;
    table.set(labelled.category, row);
    if (!isExpected(labelled, status, event)) wrong.push({ labelled, rule, status, event });
  }
  const unsafe = wrong.filter(({ labelled, status }) => !(labelled.category in EXPECTED) && status !== 'unknown');
  return { total: replies.length, right: replies.length - wrong.length, table, wrong, unsafe };
}

/** Before RCPT nothing can be known of a mailbox, whatever the label. */
function isExpected({ category, stage }: LabelledReply, status: Status, event: Event): boolean {
  const expected = STAGES[stage] === 'rcpt' ? (EXPECTED[category] ?? 'unknown') : 'unknown';
  return expected === 'mailbox_full' ? status === 'failed' && event === expected : status === expected;
}
