import { z } from 'zod';
import { putJson, readJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

export const webhookAttemptSchema = z.object({
  /** Epoch ms. */
  at: z.number(),
  durationMs: z.number(),
  /** What the receiver answered; null where it did not. */
  status: z.int().nullable(),
  /** Why it was not delivered, in words; null where it was. */
  error: z.string().nullable(),
  /** When it is tried again (epoch ms); null: never, it was delivered or given up. */
  nextAt: z.number().nullable(),
});
/** One time that the webhook of a list was sent. */
export type WebhookAttempt = z.infer<typeof webhookAttemptSchema>;

/** Far above what any schedule has. */
const MOST_ATTEMPTS = 100;

/** All attempts, in their order. */
export async function readWebhookAttempts(store: Store, listId: string): Promise<readonly WebhookAttempt[]> {
  const attempts: WebhookAttempt[] = [];
  for (let number = 0; number < MOST_ATTEMPTS; number++) {
    const attempt = await readJson(store, storeKeys.webhookAttempt(listId, number), webhookAttemptSchema);
    if (attempt === null) break;
    attempts.push(attempt);
  }
  return attempts;
}

/** Writes what came of an attempt, by its number from 0. Of two that were made at the same time the first is kept. */
export async function writeWebhookAttempt(
  store: Store,
  listId: string,
  { number, attempt }: { readonly number: number; readonly attempt: WebhookAttempt },
): Promise<void> {
  await putJson(store, storeKeys.webhookAttempt(listId, number), attempt);
}

/** Whether nothing more is to be sent. */
export function isSettled(attempts: readonly WebhookAttempt[]): boolean {
  return attempts.at(-1)?.nextAt === null;
}

/** Notes that a list will have a webhook to be sent: what is noted is found, whatever Redis forgets. */
export async function noteWebhook(store: Store, listId: string): Promise<void> {
  await putJson(store, storeKeys.openWebhook(listId), { at: Date.now() });
}

/** Ids of the lists whose webhook is not settled yet, in no order. */
export async function* openWebhooks(store: Store): AsyncGenerator<string> {
  for await (const key of store.list(storeKeys.openWebhooks)) yield key.slice(storeKeys.openWebhooks.length);
}

export async function settleWebhook(store: Store, listId: string): Promise<void> {
  await store.delete(storeKeys.openWebhook(listId));
}
