import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { CommandError, usageError } from '../terminal/commandError.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface Input {
  readonly source: Readable;
  /** What the list is called. */
  readonly name: string;
}

/** Opens the file to verify; `-` is standard input. @throws CommandError where it cannot be read. */
export async function openInput(name: string, { input }: Pick<Terminal, 'input'>): Promise<Input> {
  if (name === '-') {
    if (input.isTTY === true) throw usageError('- reads standard input: pipe a list into it');
    return { source: input, name: 'standard input' };
  }
  const file = await open(name).catch((cause: unknown) => {
    throw new CommandError(`${name} cannot be read (${cause instanceof Error ? cause.message : 'unknown'})`, { cause });
  });
  if (!(await file.stat()).isDirectory()) return { source: file.createReadStream(), name: basename(name) };
  await file.close();
  throw usageError(`${name} is a folder; name a file`);
}
