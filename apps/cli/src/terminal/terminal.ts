import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes. What programs read goes to `output`, what is for a person to `messages`. */
export interface Terminal {
  /** Standard input. */
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Standard output. */
  readonly output: Writable;
  /** Standard error. */
  readonly messages: Writable & { readonly isTTY?: boolean };
  /** Writes one line to `messages`. */
  say(line: string): void;
}

export function systemTerminal(): Terminal {
  const { stdin: input, stdout: output, stderr: messages } = process;
  return { input, output, messages, say: (line) => void messages.write(`${line}\n`) };
}
