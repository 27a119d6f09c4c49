import { IntakeError } from '@mailsift/intake';
import { isDeleted, openStore, readFormat, readManifest, splitUpload } from '@mailsift/lists';
import type { SplitMessage, SplitTask } from './listTask.ts';

export async function splitInThread({ storageUrl, listId, allowSpecialUse }: SplitTask): Promise<SplitMessage> {
  const store = openStore(storageUrl);
  const manifest = await readManifest(store, listId);
  const format = manifest === null ? null : await readFormat(store, manifest);
  if (manifest === null || format === null || (await isDeleted(store, listId))) return { kind: 'nothing' };
  try {
    await splitUpload({ store, manifest, format, allowSpecialUse });
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    const { code, message, line } = error.problem;
    return line === undefined ? { kind: 'unreadable', code, message } : { kind: 'unreadable', code, message, line };
  }
}
