import { openWebhooks, readFailure, readManifest, readSealed, readWebhookAttempts } from '@mailsift/lists';
import { withLock } from '@mailsift/queues';
import type { WorkerContext } from '../workerContext.ts';

const LOCK_MS = 30_000;

/** Has the webhooks sent that are due. What is open is in the store: nothing is lost with Redis. */
export async function sendDueWebhooks({ redis, keys, store, catalogue }: WorkerContext): Promise<void> {
  await withLock({ redis, keys, name: 'webhooks', ttlMs: LOCK_MS }, async ({ extend }) => {
    for await (const listId of openWebhooks(store)) {
      await extend();
      const attempts = await readWebhookAttempts(store, listId);
      if (Date.now() < (attempts.at(-1)?.nextAt ?? 0)) continue;
      const found = await Promise.all([
        readSealed(store, listId),
        readFailure(store, listId),
        // A list that is no more has its note taken away.
        readManifest(store, listId).then((manifest) => manifest === null),
      ]);
      if (found.some(Boolean)) await catalogue.addWebhook(listId, attempts.length);
    }
  });
}
