import type { DownloadChoice, ListsClient } from '../client/listsClient.ts';
import { openOutputFile } from '../output/outputFile.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { writeAll } from '../terminal/writeAll.ts';

export interface OutputChoice extends DownloadChoice {
  /** `-` is standard output. */
  readonly output: string;
  readonly force: boolean;
}

interface DownloadTask {
  readonly client: ListsClient;
  readonly id: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Writes a list to a file, which is there once it is whole. @throws CommandError. */
export async function downloadTo(choice: OutputChoice, { client, id, terminal, signal }: DownloadTask): Promise<void> {
  if (choice.output === '-') return writeAll(await client.download(id, choice), terminal.output);
  const output = await openOutputFile(choice.output, choice);
  await output.write(await client.download(id, choice), signal);
  terminal.say(`Written to ${output.path}`);
}
