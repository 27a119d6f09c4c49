import { PROBLEMS, type ProblemCode } from './problemCatalogue.ts';

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Members of a problem beside those of RFC 9457. */
export interface ProblemExtra {
  readonly errors?: readonly FieldError[];
  readonly line?: number;
  readonly columns?: readonly string[];
  readonly maxBytes?: number;
  readonly state?: string;
}

export interface ProblemOptions {
  readonly detail?: string;
  readonly extra?: ProblemExtra;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The JSON of an error, RFC 9457 section 3.1. */
export interface ProblemBody extends ProblemExtra {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** An error that is meant for the client: thrown anywhere, answered by `answerError`. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly body: ProblemBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, { detail, extra, headers, cause }: ProblemOptions = {}) {
    const { status, title, action } = PROBLEMS[code];
    super(title, { cause });
    this.name = 'ApiProblem';
    this.code = code;
    this.body = { type: `urn:mailsift:problem:${code}`, title, status, code, detail: detail ?? action, ...extra };
    this.headers = headers ?? {};
  }
}
