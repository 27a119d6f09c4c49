import * as z from 'zod/mini';

const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.optional(z.string()),
  columns: z.optional(z.array(z.string())),
});

/** What the API said was wrong (RFC 9457), or why it could not be asked. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly code: string;
  /** What to do about it. */
  readonly detail: string;
  /** The columns to choose from, where the list's could not be told. */
  readonly columns: readonly string[];

  constructor(status: number, { code, title, detail, columns }: ProblemParts) {
    super(title);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.columns = columns ?? [];
  }
}

interface ProblemParts {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly columns?: readonly string[] | undefined;
}

/** @param body The text of an answer that was no success. */
export function apiErrorOf(status: number, body: string): ApiError {
  const problem = problemSchema.safeParse(parsed(body));
  if (problem.success) return new ApiError(status, { ...problem.data, detail: problem.data.detail ?? '' });
  return new ApiError(status, {
    code: 'unreadable_answer',
    title: `The server answered ${status}`,
    detail: 'A proxy between this page and the server may have answered in its place.',
  });
}

export function unreachable(): ApiError {
  return new ApiError(0, {
    code: 'unreachable',
    title: 'The server cannot be reached',
    detail: 'Check that it runs and that you are connected, then try again.',
  });
}

/** The JSON of a text; undefined where it is none. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Whatever was thrown, as something to show. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const detail = 'Reload the page. If it stays so, page and server may be of different versions.';
  return new ApiError(0, { code: 'page_error', title: 'The page did not understand the answer', detail });
}
