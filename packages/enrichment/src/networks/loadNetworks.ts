import type { NetworkSource } from '../dataSources.ts';
import { reasonOf } from '../reasonOf.ts';
import { createNetworkTable, type NetworkTable } from './networkTable.ts';
import { keepPackFile, readPackFile } from './packFile.ts';
import { packNetworks } from './packNetworks.ts';

export interface LoadOptions {
  /** Finds the installed data; throws where there is none. */
  readonly locate: () => NetworkSource;
  /** Where the pack is kept from one start to the next. */
  readonly cacheFolder: string;
  readonly warn: (message: string) => void;
}

/**
 * The table of networks: the pack that was kept, if it is whole and of the installed version, else a new one. A pack
 * whose data is no longer installed is used too: an image can be shipped without the CSV files (64 MB). Throws where
 * there is neither.
 */
export function loadNetworks({ locate, cacheFolder, warn }: LoadOptions): NetworkTable {
  const kept = readPackFile(cacheFolder);
  let source: NetworkSource;
  try {
    source = locate();
  } catch (error) {
    if (kept === null) throw error;
    return createNetworkTable(kept);
  }
  if (kept?.version === source.version) return createNetworkTable(kept);
  const pack = packNetworks(source);
  try {
    keepPackFile(cacheFolder, pack);
  } catch (error) {
    warn(`the packed network table cannot be kept (${reasonOf(error)}); it is packed again at the next start`);
  }
  return createNetworkTable(pack);
}

/** Whether a table has to be packed before it can be asked, which takes its thread a second or two. */
export function isPackingDue(cacheFolder: string, locate: () => NetworkSource): boolean {
  try {
    return readPackFile(cacheFolder)?.version !== locate().version;
  } catch {
    // There is nothing to pack.
    return false;
  }
}
