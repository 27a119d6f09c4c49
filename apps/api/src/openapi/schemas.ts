import { LIST_STATES, type ListView, resultRowSchema, rowResultSchema } from '@mailsift/lists';
import { conversationLineSchema } from '@mailsift/queues';
import { FLAGS } from '@mailsift/signals';
import { EVENTS } from '@mailsift/verdict';
import { z } from 'zod';
import { PROBLEMS, type ProblemCode } from '../http/problemCatalogue.ts';

const count = z.int().min(0);
const time = z.iso.datetime();
const codes = Object.keys(PROBLEMS).filter((code): code is ProblemCode => code in PROBLEMS);

export const listSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(LIST_STATES),
  createdAt: time,
  rows: z
    .object({ total: count, duplicate: count, empty: count })
    .nullable()
    .meta({ description: 'Null until the whole file was read.' }),
  addresses: z.object({ total: count.nullable(), done: count }).meta({ description: 'Unique addresses.' }),
  percent: z.number().min(0).max(100),
  counts: z
    .object({ passed: count, failed: count, unknown: count, pending: count })
    .meta({ description: 'Rows, as downloaded.' }),
  events: z.partialRecord(z.enum(EVENTS), count),
  flags: z.partialRecord(z.enum(FLAGS), count),
  providers: z
    .array(
      z.looseObject({
        ...{ provider: z.string(), addresses: count, done: count, waiting: count },
        etaSeconds: count.nullable(),
      }),
    )
    .meta({
      description: 'The largest operators of the list, each with its own time; `tail` is all small ones together.',
    }),
  waiting: z.looseObject({ greylisted: count, throttled: count, nextRetryAt: time.nullable() }),
  rate: z.number().min(0).meta({ description: 'Verdicts a second over the last minute.' }),
  etaSeconds: count.nullable(),
  error: z.object({ code: z.string(), message: z.string(), line: count.exactOptional() }).exactOptional(),
}) satisfies z.ZodType<ListView>;

const previewSchema = z
  .object({
    columns: z.array(z.string()),
    delimiter: z.string(),
    header: z.boolean(),
    rows: z.array(z.array(z.string())),
    emailColumn: z.int().min(1),
    confidence: z.number().min(0).max(1),
  })
  .meta({ description: 'While the list is `ready`.' });

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(codes),
  detail: z.string().meta({ description: 'What happened and what to do.' }),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  line: count.optional(),
  columns: z.array(z.string()).optional(),
  maxBytes: count.optional(),
  state: z.string().optional(),
});

/** What answers hold, by the name they have in the document. */
export const SCHEMAS = {
  List: listSchema.extend({ preview: previewSchema.optional() }),
  ListPage: z.object({ lists: z.array(listSchema), nextCursor: z.string().nullable() }),
  Result: rowResultSchema.extend({ conversation: z.array(conversationLineSchema).optional() }),
  ResultsPage: z.object({ rows: z.array(resultRowSchema), nextCursor: z.string().nullable() }),
  Pending: z.object({ id: z.uuid(), status: z.literal('pending') }),
  Results: z.object({ id: z.uuid(), pending: count, results: z.array(rowResultSchema) }),
  RealTime: z.object({
    status: z.enum(['passed', 'failed', 'unknown']),
    event: z.enum(EVENTS),
    details: z.string(),
    email: z.string(),
    emailSuggested: z.string(),
    mailbox: z.string(),
    domain: z.string(),
    mxEnrichment: z.object({
      mxHost: z.string(),
      mxIp: z.string(),
      mxGeo: z.string(),
      mxCity: z.string(),
      mxIsp: z.string(),
    }),
    isDisposable: z.boolean(),
    isFreeService: z.boolean(),
    isRoleAccount: z.boolean(),
    isGibberish: z.boolean(),
    execution: z.number().meta({ description: 'Seconds.' }),
  }),
  Webhook: z.object({
    url: z.string().nullable(),
    event: z.string(),
    state: z.enum(['none', 'waiting', 'delivered', 'given_up']),
    nextAttemptAt: time.nullable(),
    attempts: z.array(
      z.object({ at: time, durationMs: z.number(), status: z.int().nullable(), error: z.string().nullable() }),
    ),
  }),
  Lanes: z.object({
    lanes: z.array(
      z.object({
        identity: z.string(),
        lane: z.string(),
        state: z.enum(['resting', 'probing', 'slowed', 'recovered']),
        signal: z.enum(['blocked', 'throttled']),
        code: z.int().nullable(),
        reply: z.string().meta({ description: 'In the words of the mail server, local parts masked.' }),
        since: time,
        last: time,
        count,
        until: time.nullable().meta({ description: 'End of the rest.' }),
        connections: z.object({ held: count, permitted: count.nullable() }),
        rate: z.number().meta({ description: 'Part of the permitted pace that is used, 0 to 1.' }),
      }),
    ),
  }),
  Session: z.object({ expiresAt: time.nullable() }),
  Health: z.object({ status: z.literal('ok') }),
  Readiness: z.object({
    status: z.enum(['ok', 'unavailable']),
    storage: z.enum(['ok', 'unavailable']),
    redis: z.enum(['ok', 'unavailable']),
    workers: count.nullable().meta({ description: 'Workers that were heard of in the last minute.' }),
    details: z.array(z.string()).meta({ description: 'What is wrong and what to do.' }),
  }),
  Problem: problemSchema,
} as const;

export type SchemaName = keyof typeof SCHEMAS;
