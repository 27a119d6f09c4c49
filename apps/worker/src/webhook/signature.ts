import { createHmac } from 'node:crypto';

export interface SignedMessage {
  readonly id: string;
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The headers of a message by which its receiver knows that it is ours, and new: those of Standard Webhooks (version 1),
 * HMAC-SHA256 over id, time and body.
 */
export function signedHeaders(
  { id, timestamp, body }: SignedMessage,
  secret: string,
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
