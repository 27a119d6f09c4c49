export interface LanesFileProblem {
  /** Where in the file: `lanes.google.rate`; empty for the file as a whole. */
  readonly path: string;
  /** 1 is the first; null where the file cannot be read at all. */
  readonly line: number | null;
  /** What is wrong and what is allowed. */
  readonly message: string;
}

/** Every mistake of a lanes file at once, so that it is put right in one go. */
export class LanesFileError extends Error {
  override readonly name = 'LanesFileError';
  readonly problems: readonly LanesFileProblem[];

  constructor(file: string, problems: readonly LanesFileProblem[]) {
    const lines = problems.map(({ path, line, message }) => {
      const where = line === null ? '' : `line ${line}: `;
      return `  ${where}${path === '' ? '' : `${path} `}${message}`;
    });
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(`The lanes file ${file} (LANES_FILE) has ${count}:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}
