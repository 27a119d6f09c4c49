/** What a command ends with; every `--help` ends with `EXIT_CODES_HELP`. */
export const EXIT = { fine: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_HELP = `
Exit codes: 0 fine; 1 it could not be done, or was interrupted; 2 the arguments or the environment are wrong.`;
