export interface EnvProblem {
  readonly variable: string;
  /** What was given, safe to print; null when it is a secret or was missing. */
  readonly value: string | null;
  readonly allowed: string;
}

const SHOWN = 80;

/** Every problem of the environment at once, so that it is put right in one go. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  readonly problems: readonly EnvProblem[];

  constructor(problems: readonly EnvProblem[]) {
    const lines = problems.map(
      ({ variable, value, allowed }) => `  ${variable}${value === null ? '' : ` is ${value}`}: ${allowed}`,
    );
    super(
      `The environment has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${lines.join('\n')}`,
    );
    this.problems = problems;
  }
}

/** One printable line: quoted, control characters escaped, cut short. */
export function showValue(text: string): string {
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
  return JSON.stringify(cut).replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}
