import { IntakeError } from '@mailsift/intake';
import type { Logger } from '@mailsift/runtime';
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { ApiProblem } from './apiProblem.ts';
import type { ProblemCode } from './problemCatalogue.ts';

/** Answers whatever was thrown as problem+json. What we did not expect is logged, and told to nobody. */
export function answerError(log: Pick<Logger, 'error'>): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const problem = toProblem(error);
    if (problem.body.status >= 500) log.error({ err: error, method: req.method, path: req.path }, problem.message);
    if (res.headersSent) {
      // Half an answer must not look whole: only a broken connection says so.
      res.destroy();
      return;
    }
    res.status(problem.body.status).set(problem.headers);
    res.set('Cache-Control', 'no-store').type('application/problem+json').send(JSON.stringify(problem.body));
  };
}

export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof IntakeError) {
    const { code, message, line, columns } = error.problem;
    const extra = { ...(line === undefined ? {} : { line }), ...(columns === undefined ? {} : { columns }) };
    return new ApiProblem(code, { detail: message, extra });
  }
  const code = codeOfBodyError(error) ?? codeOfStoreError(error) ?? 'internal_error';
  return new ApiProblem(code, { cause: error });
}

/** What express and its body parser throw: `type` is documented by body-parser, `status` by both. */
const requestError = z.object({ status: z.int().min(400).max(499), type: z.string().optional() });

function codeOfBodyError(error: unknown): ProblemCode | null {
  const parsed = requestError.safeParse(error);
  if (!parsed.success) return null;
  if (parsed.data.type === 'entity.parse.failed') return 'invalid_json';
  if (parsed.data.status === 413) return 'body_too_large';
  if (parsed.data.status === 415) return 'unsupported_media_type';
  return 'invalid_request';
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

function codeOfStoreError(error: unknown): ProblemCode | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && FULL.includes(code) ? 'storage_full' : null;
}
