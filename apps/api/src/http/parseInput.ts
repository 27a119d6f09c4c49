import type { z } from 'zod';
import { ApiProblem, type FieldError } from './apiProblem.ts';

/** Fields that are listed in one answer; the rest is as wrong. */
const MOST_ERRORS = 20;

/**
 * Query, form or JSON as the schema says. An empty text counts as not given, as forms send it.
 *
 * @throws ApiProblem `invalid_request` with every field that is wrong, or `unknown_field`.
 */
export function parseInput<T>(schema: z.ZodType<T>, input: Readonly<Record<string, unknown>>): T {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const errors = issues.flatMap(fieldErrors).slice(0, MOST_ERRORS);
  const onlyUnknown = issues.every(({ code }) => code === 'unrecognized_keys');
  const detail = errors.map(({ field, message }) => `\`${field}\`: ${message}`).join('; ');
  throw new ApiProblem(onlyUnknown ? 'unknown_field' : 'invalid_request', { detail, extra: { errors } });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: visible(key), message: 'is not known' }));
  }
  return [{ field: visible(issue.path.map(String).join('.')), message: issue.message }];
}

/** Names come from the client: what is answered stays short and printable. */
function visible(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 60);
}
