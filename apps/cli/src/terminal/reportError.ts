import { LanesFileError } from '@mailsift/lanes';
import { EnvError } from '@mailsift/runtime';
import { SandboxUsageError } from '@mailsift/sandbox';
import { CommanderError } from 'commander';
import { CommandError } from './commandError.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import type { Terminal } from './terminal.ts';

/** Tells a person why a command ended and gives its exit code. A stack is shown for faults of our own alone. */
export function reportError(error: unknown, terminal: Pick<Terminal, 'say'>): ExitCode {
  // Commander has said it itself by then; help that was asked for is an error to it, with code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  // The reader of our output has enough of it (`| head`).
  if (isSystemError(error) && error.code === 'EPIPE') return EXIT.fine;
  terminal.say(`mailsift: ${messageOf(error)}`);
  if (error instanceof CommandError) return error.exitCode;
  const isOfSettings = error instanceof EnvError || error instanceof LanesFileError;
  return isOfSettings || error instanceof SandboxUsageError ? EXIT.usage : EXIT.failed;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isFaultOfOurs(error)
    ? `something is wrong with mailsift itself: ${error.stack ?? error.message}`
    : error.message;
}

/** Errors with words for people are plain or have a class of their own; those of the language are what nobody foresaw. */
function isFaultOfOurs(error: Error): boolean {
  const isOfLanguage = [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
  return (isOfLanguage && !isSystemError(error)) || error instanceof AggregateError;
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
