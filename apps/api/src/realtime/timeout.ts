import { z } from 'zod';

const DEFAULT_TIMEOUT = '15s';
export const LONGEST_TIMEOUT_MS = 60_000;

/** `15s`, `500ms`, or seconds as a number; gives milliseconds. */
export const timeoutSchema = z
  .union([z.string(), z.number().transform(String)])
  .default(DEFAULT_TIMEOUT)
  .transform((text, context) => {
    const [, number, unit] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s)?$/.exec(text) ?? [];
    const timeoutMs = Number(number) * (unit === 'ms' ? 1 : 1_000);
    if (timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS) return Math.ceil(timeoutMs);
    context.addIssue({ code: 'custom', message: 'must be a time of at most 60s, such as 15s or 500ms' });
    return z.NEVER;
  });
