import type { Response } from 'express';
import { z } from 'zod';
import type { OwnedHandler } from '../access/apiKeys.ts';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import { bodyFields } from '../http/bodyFields.ts';
import { parseInput } from '../http/parseInput.ts';
import type { Verification } from '../ports.ts';

/** Longer than any address (RFC 5321 section 4.5.3.1: 64 + 1 + 255), so that one too long gets its verdict. */
export const emailSchema = z.string('is missing').min(1, 'is missing').max(1_000);

const DEFAULT_TIMEOUT = '15s';
const LONGEST_MS = 60_000;

/** `15s`, `500ms`, or seconds as a number. */
const timeout = z
  .union([z.string(), z.number().transform(String)])
  .default(DEFAULT_TIMEOUT)
  .transform((text, context) => {
    const [, number, unit] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s)?$/.exec(text) ?? [];
    const timeoutMs = Number(number) * (unit === 'ms' ? 1 : 1_000);
    if (timeoutMs > 0 && timeoutMs <= LONGEST_MS) return timeoutMs;
    context.addIssue({ code: 'custom', message: 'must be a time of at most 60s, such as 15s or 500ms' });
    return z.NEVER;
  });

const verifySchema = z.strictObject({ email: emailSchema, timeout });

/** `GET|POST /v1/verify`: one result, or 202 with where to look for it. */
export function verify({ verifyAddress }: ApiContext): OwnedHandler {
  return async (req, res, owner) => {
    if (verifyAddress === undefined) throw new ApiProblem('real_time_unavailable');
    const { email, timeout: timeoutMs } = parseInput(verifySchema, { ...req.query, ...bodyFields(req) });
    req.setTimeout(2 * LONGEST_MS);
    answer(res, await verifyAddress({ owner, email, timeoutMs, signal: goneSignal(res) }));
  };
}

/** `GET /v1/verify/{id}`. */
export function findVerified({ findVerification }: ApiContext): OwnedHandler {
  return async (req, res, owner) => {
    const id = z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .safeParse(req.params['id']);
    const found = id.success ? await findVerification?.(owner, id.data) : null;
    if (found === null || found === undefined) throw new ApiProblem('verification_not_found');
    answer(res, found);
  };
}

function answer(res: Response, verification: Verification): void {
  switch (verification.kind) {
    case 'result':
      res.json(verification.result);
      return;
    case 'pending':
      res.status(202).location(`/v1/verify/${verification.id}`).set('Retry-After', '5').json({ id: verification.id });
      return;
    default:
      verification satisfies never;
  }
}

/** Aborted when the client goes before it was answered. */
export function goneSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}
