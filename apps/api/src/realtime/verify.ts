import { type Enrich, pendingResult, type RowResult, resultOf } from '@mailsift/lists';
import type { Check, CheckGroup, ConversationLine } from '@mailsift/queues';
import type { Response } from 'express';
import { z } from 'zod';
import type { OwnedHandler } from '../access/apiKeys.ts';
import type { RateLimit } from '../access/rateLimit.ts';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import { bodyFields } from '../http/bodyFields.ts';
import { parseInput } from '../http/parseInput.ts';
import { askChecks, goneSignal } from './checksOf.ts';
import { LONGEST_TIMEOUT_MS, timeoutSchema } from './timeout.ts';

/** Longer than any address (RFC 5321 section 4.5.3.1: 64 + 1 + 255), so that one too long gets its verdict. */
export const emailSchema = z.string('is missing').min(1, 'is missing').max(1_000);

/** Addresses that may be asked about in one call. */
export const MOST_EMAILS = 1_000;

/** As it is spelt in a query or a form, or as JSON has it. */
const switchSchema = z
  .union([z.boolean(), z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true')])
  .default(false);

export const verifySchema = z.strictObject({ email: emailSchema, timeout: timeoutSchema, explain: switchSchema });
export const verifyAllSchema = z.strictObject({
  emails: z.array(emailSchema).min(1, 'is empty').max(MOST_EMAILS, `holds more than ${MOST_EMAILS} addresses`),
  timeout: timeoutSchema,
});

const RETRY_AFTER_SECONDS = '5';

/**
 * `GET|POST /v1/verify`: one result, or those of `emails`; 202 with where to look for what takes longer. `limit` counts the addresses of
 * `emails`.
 */
export function verify(context: ApiContext, limit: RateLimit): OwnedHandler {
  return async (req, res, owner) => {
    const given = { ...req.query, ...bodyFields(req) };
    req.setTimeout(2 * LONGEST_TIMEOUT_MS);
    const signal = goneSignal(res);
    if ('emails' in given) {
      const { emails, timeout: timeoutMs } = parseInput(verifyAllSchema, given);
      await limit(owner, emails.length);
      const group = await askChecks(context, (checks) => checks.checkAll({ owner, emails, timeoutMs, signal }));
      answerGroup(res, group, context.enrich);
      return;
    }
    const { timeout: timeoutMs, ...wanted } = parseInput(verifySchema, given);
    const check = await askChecks(context, (checks) => checks.check({ owner, ...wanted, timeoutMs, signal }));
    answerCheck(res, check, context.enrich);
  };
}

/** `GET /v1/verify/{id}`. @throws ApiProblem `verification_not_found`: also for that of another owner. */
export function findVerified(context: ApiContext): OwnedHandler {
  return async (req, res, owner) => {
    const id = z.uuid().safeParse(req.params['id']);
    if (!id.success) throw new ApiProblem('verification_not_found');
    const check = await askChecks(context, (checks) => checks.find(owner, id.data));
    if (check !== null) return answerCheck(res, check, context.enrich);
    const group = await askChecks(context, (checks) => checks.findAll(owner, id.data));
    if (group === null) throw new ApiProblem('verification_not_found');
    answerGroup(res, group, context.enrich);
  };
}

/** A result; with `explain` also what was said with the mail servers. */
export interface VerifiedView extends RowResult {
  readonly conversation?: readonly ConversationLine[];
}

function answerCheck(res: Response, check: Exclude<Check, { kind: 'busy' }>, enrich: Enrich): void {
  if (check.kind === 'pending') {
    later(res, check.id).json({ id: check.id, status: 'pending' });
    return;
  }
  const { result, conversation } = check;
  const view: VerifiedView = { ...resultOf(result, enrich), ...(conversation === null ? {} : { conversation }) };
  res.json(view);
}

/** The results in the order of the addresses. */
export interface GroupView {
  readonly id: string;
  /** Addresses without a verdict yet. */
  readonly pending: number;
  readonly results: readonly RowResult[];
}

function answerGroup(res: Response, { id, checks }: CheckGroup, enrich: Enrich): void {
  const results = checks.map(({ email, result }) =>
    result === null ? pendingResult(email, null) : resultOf(result, enrich),
  );
  const pending = results.filter(({ status }) => status === 'pending').length;
  const view: GroupView = { id, pending, results };
  (pending === 0 ? res : later(res, id)).json(view);
}

function later(res: Response, id: string): Response {
  return res.status(202).location(`/v1/verify/${id}`).set('Retry-After', RETRY_AFTER_SECONDS);
}
