import { openPartial, type PartialOptions, readFormat, readSplitDone, type Store } from '@mailsift/lists';
import { Slots } from '../http/slots.ts';
import type { OpenPartial } from '../ports.ts';

export interface PartialSettings {
  readonly store: Store;
  /** An existing folder on a local disk, with room for the results of a list twice over. */
  readonly folder: string;
  readonly enrich: PartialOptions['enrich'];
}

/** Joining a list as it is takes the thread for itself: one at a time, so that others are answered in between. */
const AT_ONCE = 1;

/** Downloads of running lists, put together in this process. */
export function createOpenPartial({ store, folder, enrich }: PartialSettings): OpenPartial {
  const slots = new Slots(AT_ONCE, 'too_many_downloads');
  return async (manifest, request) => {
    const splitDone = await readSplitDone(store, manifest.id);
    const listFormat = await readFormat(store, manifest);
    if (splitDone === null || listFormat === null) return null;
    return slots.run(() =>
      openPartial({ store, manifest, splitDone, listFormat, folder, enrich, now: Date.now, ...request }),
    );
  };
}
