import { execFile } from 'node:child_process';

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Runs a command to its end. True when it ended with code 0; false when it failed, is missing or took too long. */
export function succeeds(
  command: string,
  args: readonly string[],
  { env = {}, timeoutMs }: CommandOptions,
): Promise<boolean> {
  return new Promise((resolve) => {
    const options = {
      env: { ...process.env, ...env },
      timeout: timeoutMs,
      killSignal: 'SIGKILL' as const,
      maxBuffer: 2 ** 24,
    };
    execFile(command, [...args], options, (error) => resolve(error === null));
  });
}
