import { setTimeout as sleep } from 'node:timers/promises';
import type { ListsClient } from '../../client/listsClient.ts';
import { isFinal, type ListView } from '../../client/listView.ts';
import { createProgress } from '../../display/progress.ts';
import { CommandError } from '../../terminal/commandError.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { type StoreTimes, StoreWatch } from './storeTimes.ts';

export interface Followed {
  readonly list: ListView;
  readonly times: StoreTimes;
  /** When the last address was seen to be done, epoch ms; late by up to `LOOK_EVERY_MS`. */
  readonly probed: number;
}

export interface FollowOptions {
  readonly client: ListsClient;
  readonly listId: string;
  readonly dataFolder: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

const LOOK_EVERY_MS = 200;

/** Shows how a list comes along and takes the times of its stages. @throws CommandError where it ends otherwise than completed. */
export async function followList(options: FollowOptions): Promise<Followed> {
  const { client, listId, dataFolder, terminal, signal } = options;
  const watch = new StoreWatch(dataFolder, listId);
  const progress = createProgress(terminal);
  let probed: number | null = null;
  try {
    for (;;) {
      const [list] = await Promise.all([client.read(listId), watch.look()]);
      progress.show(list);
      if (list.state === 'finishing' || isFinal(list)) probed ??= Date.now();
      if (list.state === 'completed') return { list, times: watch.times, probed: probed ?? Date.now() };
      if (isFinal(list))
        throw new CommandError(`the list is ${list.state}: ${list.error?.message ?? 'nobody says why'}`);
      await sleep(LOOK_EVERY_MS, null, { signal });
    }
  } finally {
    progress.end();
  }
}
