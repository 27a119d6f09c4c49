import type { Request } from 'express';
import { z } from 'zod';
import { ApiProblem } from './apiProblem.ts';

const fieldsSchema = z.record(z.string(), z.unknown());

/** What a form or JSON body says; nothing for a request without one. @throws ApiProblem `invalid_json` for JSON that is no object. */
export function bodyFields(req: Request): Readonly<Record<string, unknown>> {
  const body: unknown = req.body;
  const parsed = fieldsSchema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw new ApiProblem('invalid_json');
}
