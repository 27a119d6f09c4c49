import { createProgress } from '../display/progress.ts';
import { CommandError } from '../terminal/commandError.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ListsClient } from './listsClient.ts';
import type { ListView } from './listView.ts';

/** Shows how a list comes along, until it is completed. @throws CommandError saying why one that has ended is not. */
export async function watch(client: ListsClient, listId: string, terminal: Terminal): Promise<ListView> {
  const progress = createProgress(terminal);
  let last: ListView | null = null;
  try {
    for await (const list of client.follow(listId)) {
      progress.show(list);
      last = list;
    }
  } finally {
    progress.end();
  }
  if (last?.state === 'completed') return last;
  throw new CommandError(whyNot(last));
}

function whyNot(list: ListView | null): string {
  if (list?.error === undefined) return `the list is ${list?.state ?? 'gone'}`;
  const { code, message, line } = list.error;
  return `${message}${line === undefined ? '' : ` (line ${line})`} [${code}]`;
}
