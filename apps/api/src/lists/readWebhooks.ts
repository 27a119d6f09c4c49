import { isSettled, type Manifest, readWebhookAttempts, type WebhookAttempt } from '@mailsift/lists';
import type { ApiContext } from '../apiContext.ts';
import type { ListHandler } from './listRoutes.ts';

/** What became of the webhook of a list. */
export interface WebhookView {
  /** Null: the list has none. */
  readonly url: string | null;
  /** As it stands in `webhook-id`. */
  readonly event: string;
  readonly state: 'none' | 'waiting' | 'delivered' | 'given_up';
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly {
    readonly at: string;
    readonly durationMs: number;
    readonly status: number | null;
    readonly error: string | null;
  }[];
}

/** `GET /v1/lists/{id}/webhooks`: every time that the webhook of a list was sent, and when it will be again. */
export function readWebhooks({ store }: ApiContext): ListHandler {
  return async (_req, res, manifest) => {
    res.json(viewOf(manifest, await readWebhookAttempts(store, manifest.id)));
  };
}

function viewOf({ id, webhookUrl }: Manifest, attempts: readonly WebhookAttempt[]): WebhookView {
  const nextAt = attempts.at(-1)?.nextAt ?? null;
  return {
    url: webhookUrl,
    event: `evt_${id}`,
    state: webhookUrl === null ? 'none' : stateOf(attempts),
    nextAttemptAt: nextAt === null ? null : new Date(nextAt).toISOString(),
    attempts: attempts.map(({ at, durationMs, status, error }) => ({
      at: new Date(at).toISOString(),
      durationMs,
      status,
      error,
    })),
  };
}

function stateOf(attempts: readonly WebhookAttempt[]): WebhookView['state'] {
  if (!isSettled(attempts)) return 'waiting';
  return attempts.at(-1)?.error === null ? 'delivered' : 'given_up';
}
