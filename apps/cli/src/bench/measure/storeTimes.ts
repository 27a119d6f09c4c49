import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { storeKeys } from '@mailsift/lists';

/** When what marks the stages of a list came into the store, epoch ms; null for what has not been seen. */
export interface StoreTimes {
  readonly splitStarted: number | null;
  readonly splitDone: number | null;
  readonly firstCut: number | null;
  /** The latest partition that is resolved. */
  readonly resolved: number | null;
  readonly finishStarted: number | null;
  readonly sealed: number | null;
}

const NOTHING: StoreTimes = {
  splitStarted: null,
  splitDone: null,
  firstCut: null,
  resolved: null,
  finishStarted: null,
  sealed: null,
};

/** Reads the times of a list's objects as they appear: once it is sealed, most of them are deleted. */
export class StoreWatch {
  readonly #folder: string;
  readonly #listId: string;
  #times = NOTHING;

  constructor(dataFolder: string, listId: string) {
    this.#folder = dataFolder;
    this.#listId = listId;
  }

  get times(): StoreTimes {
    return this.#times;
  }

  async look(): Promise<void> {
    const id = this.#listId;
    const seen = this.#times;
    const path = (key: string) => join(this.#folder, key);
    const [splitStarted, splitDone, firstCut, resolved, finishStarted, sealed] = await Promise.all([
      seen.splitStarted ?? bornAt(path(storeKeys.splits(id))),
      seen.splitDone ?? changedAt(path(storeKeys.splitDone(id))),
      seen.firstCut ?? bornAt(path(storeKeys.allCuts(id))),
      lastIn(path(storeKeys.allResolved(id))),
      seen.finishStarted ?? this.#scratchBornAt(),
      seen.sealed ?? changedAt(path(storeKeys.sealed(id))),
    ]);
    const lastResolved = resolved === null ? seen.resolved : Math.max(resolved, seen.resolved ?? 0);
    this.#times = { splitStarted, splitDone, firstCut, resolved: lastResolved, finishStarted, sealed };
  }

  /** The folder finish works in is called after the list. */
  async #scratchBornAt(): Promise<number | null> {
    const scratch = join(this.#folder, 'scratch');
    const names = await readdir(scratch).catch(() => []);
    const own = names.find((name) => name.startsWith(this.#listId));
    return own === undefined ? null : bornAt(join(scratch, own));
  }
}

async function lastIn(folder: string): Promise<number | null> {
  const names = await readdir(folder).catch(() => []);
  const times = await Promise.all(names.map((name) => changedAt(join(folder, name))));
  return times.reduce((last, time) => (time === null || (last !== null && last > time) ? last : time), null);
}

async function changedAt(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

async function bornAt(path: string): Promise<number | null> {
  return stat(path).then(
    ({ birthtimeMs }) => birthtimeMs,
    () => null,
  );
}
