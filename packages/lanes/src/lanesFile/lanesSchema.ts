import { parseDuration, parseRate } from '@mailsift/runtime';
import { z } from 'zod';
import { parseHostName } from '../hostName.ts';
import { MOST_RCPTS_PER_TRANSACTION } from '../policies.ts';

const MOST_DELAYS = 20;
const LONGEST_DELAY_MS = 30 * 86_400_000;

const wholeNumber = (min: number, max: number) => {
  const allowed = `must be a whole number from ${min} to ${max}`;
  return z.int(allowed).min(min, allowed).max(max, allowed);
};

/** A number a second, written as in the environment. */
const RATE_ALLOWED = 'must be a rate such as 20/s, 600/m or 5000/h, at most 100000/s';
const rate = z.string(RATE_ALLOWED).transform((text, context) => {
  const perSecond = parseRate(text);
  if (perSecond !== null && perSecond >= 1 / 3_600 && perSecond <= 100_000) return perSecond;
  context.addIssue({ code: 'custom', message: RATE_ALLOWED });
  return z.NEVER;
});

const DELAYS_ALLOWED = `must be a list of up to ${MOST_DELAYS} durations such as [6m, 16m, 35m, 2h]`;
const delay = z.string(DELAYS_ALLOWED).transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== null && ms >= 1 && ms <= LONGEST_DELAY_MS) return ms;
  context.addIssue({ code: 'custom', message: DELAYS_ALLOWED });
  return z.NEVER;
});

const SUFFIX_ALLOWED = 'must be the end of an MX host name with a dot in it, in lower case, such as mx.example.com';
const suffix = z
  .string(SUFFIX_ALLOWED)
  .refine((text) => text.includes('.') && parseHostName(text) === text, SUFFIX_ALLOWED);

const SUFFIXES_ALLOWED = 'must be a list of 1 to 200 ends of MX host names, such as [mx.example.com]';

/** One row; what is left out stays as the table or the defaults have it. */
const row = z.strictObject({
  suffixes: z.array(suffix, SUFFIXES_ALLOWED).min(1, SUFFIXES_ALLOWED).max(200, SUFFIXES_ALLOWED).exactOptional(),
  connections: wholeNumber(1, 1_000).exactOptional(),
  rate: rate.exactOptional(),
  burst: wholeNumber(1, 100_000).exactOptional(),
  connectionRate: rate.exactOptional(),
  rcptsPerTransaction: wholeNumber(1, MOST_RCPTS_PER_TRANSACTION).exactOptional(),
  rcptsPerConnection: wholeNumber(1, 1_000).exactOptional(),
  catchAll: z.enum(['ask', 'never'], 'must be ask or never').exactOptional(),
  verifiable: z.boolean('must be true or false').exactOptional(),
  greylistDelays: z.array(delay, DELAYS_ALLOWED).max(MOST_DELAYS, DELAYS_ALLOWED).exactOptional(),
  /** Why the row says what it says: for whoever reads the file next. */
  source: z.string('must be text').max(1_000, 'must have at most 1000 characters').exactOptional(),
});

export type LanesFileRow = z.infer<typeof row>;

export const lanesFileSchema = z.strictObject({
  lanes: z
    .record(z.string(), row, 'must be a table of lanes: a name, a colon, and indented below it what is allowed')
    .default({}),
  tenants: z
    .strictObject(
      {
        rcptsPerHour: z
          .union([wholeNumber(1, 1_000_000_000), z.literal('unlimited')], 'must be a whole number or unlimited')
          .exactOptional(),
      },
      'must hold rcptsPerHour',
    )
    .default({}),
});

export type LanesFile = z.infer<typeof lanesFileSchema>;

/** What may stand at a place of the file, for whoever wrote something else there. */
export function allowedKeys(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(lanesFileSchema.shape);
  return path[0] === 'tenants' ? ['rcptsPerHour'] : Object.keys(row.shape);
}
