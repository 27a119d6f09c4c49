import * as z from 'zod/mini';

/** What the page reads of the API's answers (DESIGN section 5). A newer API may say more, and know events this page does not. */

const count = z.number();
const text = z.nullable(z.string());
const counts = z.record(z.string(), count);

export const LIST_STATES = [
  'ready',
  'queued',
  'splitting',
  'resolving',
  'verifying',
  'paused',
  'finishing',
  'completed',
  'canceled',
  'failed',
] as const;

const previewSchema = z.object({
  columns: z.array(z.string()),
  delimiter: z.string(),
  header: z.boolean(),
  rows: z.array(z.array(z.string())),
  /** From 1. */
  emailColumn: count,
  /** 0 to 1. */
  confidence: count,
});
export type Preview = z.infer<typeof previewSchema>;

export const listSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(LIST_STATES),
  createdAt: z.string(),
  rows: z.nullable(z.object({ total: count, duplicate: count, empty: count })),
  addresses: z.object({ total: z.nullable(count), done: count }),
  percent: count,
  counts: z.object({ passed: count, failed: count, unknown: count, pending: count }),
  events: counts,
  flags: counts,
  providers: z.array(z.object({ provider: z.string(), addresses: count, etaSeconds: z.nullish(count) })),
  waiting: z.object({ greylisted: count, throttled: count, nextRetryAt: text }),
  /** Verdicts a second. */
  rate: count,
  etaSeconds: z.nullable(count),
  error: z.optional(z.object({ code: z.string(), message: z.string(), line: z.optional(count) })),
  preview: z.optional(previewSchema),
});
export type List = z.infer<typeof listSchema>;
export type ListState = List['state'];

export const listsPageSchema = z.object({ lists: z.array(listSchema), nextCursor: text });

const flag = z.nullable(z.boolean());

export const resultSchema = z.object({
  email: z.string(),
  status: z.enum(['passed', 'failed', 'unknown', 'pending']),
  event: text,
  details: z.string(),
  emailSuggested: text,
  isDisposable: flag,
  isFreeService: flag,
  isRoleAccount: flag,
  isGibberish: flag,
  mxEnrichment: z.object({ mxHost: text, mxIp: text, mxGeo: text, mxCity: text, mxIsp: text }),
  cause: text,
  rule: text,
  smtp: z.nullable(
    z.object({
      stage: z.enum(['connect', 'banner', 'ehlo', 'starttls', 'mail', 'rcpt']),
      code: z.nullable(count),
      enhancedCode: text,
      reply: text,
      tls: z.boolean(),
    }),
  ),
  attempts: count,
  verifiedAt: text,
  /** Seconds. */
  execution: count,
});
export type Result = z.infer<typeof resultSchema>;
export type Status = Result['status'];

const lineSchema = z.object({
  /** Ms since the question was asked. */
  at: count,
  from: z.enum(['client', 'server', 'note']),
  text: z.string(),
});
export type ConversationLine = z.infer<typeof lineSchema>;

/** What became of one address, with what was said about it. */
export const checkedSchema = z.extend(resultSchema, { conversation: z.optional(z.array(lineSchema)) });
export type Checked = z.infer<typeof checkedSchema>;

export const rowsPageSchema = z.object({
  rows: z.array(z.object({ row: count, columns: z.array(z.string()), result: resultSchema })),
  nextCursor: text,
});
export type Row = z.infer<typeof rowsPageSchema>['rows'][number];
