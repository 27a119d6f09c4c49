import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type FinishOptions, finishList } from '../finish/finishList.ts';
import { readSealed } from '../finish/sealOutput.ts';
import { createFolderStore } from '../store/folderStore.ts';
import { type Download, type DownloadOptions, openDownload } from './openDownload.ts';

export interface PartialOptions
  extends Pick<FinishOptions, 'store' | 'manifest' | 'splitDone' | 'enrich' | 'now' | 'signal'>,
    Pick<DownloadOptions, 'filter' | 'format' | 'safe'> {
  readonly listFormat: FinishOptions['format'];
  /** An existing folder on a local disk, with room for the results twice over. */
  readonly folder: string;
}

/**
 * Downloads a running list as it is: what has no verdict yet is `pending`. The copy made for it is removed when the
 * stream ends or is destroyed. A list that is sealed by then is downloaded as such.
 *
 * Joining a large list takes the thread it runs in for itself, seconds per million rows.
 */
export async function openPartial(options: PartialOptions): Promise<Download> {
  const folder = await mkdtemp(join(options.folder, 'partial-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const download = (await openSealed(options)) ?? (await openCopy(options, folder));
    // Nobody is left to tell when this fails; what stays is in a folder for temporary files.
    download.stream.once('close', () => void remove().catch(() => undefined));
    return download;
  } catch (error) {
    await remove();
    throw error;
  }
}

async function openSealed(options: PartialOptions): Promise<Download | null> {
  const sealed = await readSealed(options.store, options.manifest.id);
  return sealed === null ? null : openDownload({ ...options, sealed });
}

async function openCopy(options: PartialOptions, folder: string): Promise<Download> {
  const { listFormat: format, ...about } = options;
  const out = createFolderStore(join(folder, 'out'));
  const scratch = join(folder, 'scratch');
  try {
    const sealed = await finishList({ ...about, format, hold: 'none', partial: true, scratch, out });
    // Sealed meanwhile, it may have been cleaned as well, and the copy lacks what was cleaned.
    return (await openSealed(options)) ?? (await openDownload({ ...options, store: out, sealed }));
  } catch (error) {
    const sealed = await openSealed(options);
    if (sealed === null) throw error;
    return sealed;
  }
}
