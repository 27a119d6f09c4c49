import {
  isSettled,
  readWebhookAttempts,
  settleWebhook,
  type WebhookAttempt,
  writeWebhookAttempt,
} from '@mailsift/lists';
import { post } from './webhook/post.ts';
import { signedHeaders } from './webhook/signature.ts';
import { webhookEvent } from './webhook/webhookEvent.ts';
import type { WorkerContext } from './workerContext.ts';

export type WebhookContext = Pick<WorkerContext, 'store' | 'settings' | 'log'>;

const TIMEOUT_MS = 15_000;

/**
 * Sends the webhook of a list that has ended, if it is due, and writes down what came of it. At least once: where this
 * dies between the two it is sent again, with the same id.
 */
export async function webhook(context: WebhookContext, listId: string): Promise<void> {
  const { store, settings, log } = context;
  const event = await webhookEvent(context, listId);
  if (event === 'not_yet') return;
  if (event === 'none') return settleWebhook(store, listId);
  const attempts = await readWebhookAttempts(store, listId);
  if (isSettled(attempts)) return settleWebhook(store, listId);
  if (Date.now() < (attempts.at(-1)?.nextAt ?? 0)) return;
  const at = Date.now();
  const message = { id: event.id, timestamp: Math.floor(at / 1_000), body: event.body };
  const posted =
    settings.webhookSecret === null
      ? { status: null, error: 'WEBHOOK_SECRET is not set for the worker' }
      : await post({
          url: event.url,
          headers: signedHeaders(message, settings.webhookSecret),
          body: event.body,
          allowPrivate: settings.allowPrivateNetworks,
          timeoutMs: TIMEOUT_MS,
        });
  const delay = settings.webhookDelaysMs[attempts.length];
  const nextAt = posted.error === null || delay === undefined ? null : Date.now() + delay;
  const attempt: WebhookAttempt = { at, durationMs: Date.now() - at, ...posted, nextAt };
  await writeWebhookAttempt(store, listId, { number: attempts.length, attempt });
  if (posted.error !== null) log.warn({ listId, ...attempt }, 'A webhook was not delivered');
  if (nextAt === null) await settleWebhook(store, listId);
}
