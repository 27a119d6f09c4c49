import type { ApiSettings } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';

/** @throws ApiProblem `webhooks_not_configured`, `invalid_request` for a webhook that would never be sent. */
export function checkWebhook(
  url: string | null,
  { webhookSecret, allowPrivateNetworks }: Pick<ApiSettings, 'webhookSecret' | 'allowPrivateNetworks'>,
): void {
  if (url === null) return;
  if (webhookSecret === null) throw new ApiProblem('webhooks_not_configured');
  if (url.startsWith('https:') || allowPrivateNetworks) return;
  const message = 'must be an https URL';
  const detail = `\`webhookUrl\`: ${message}`;
  throw new ApiProblem('invalid_request', { detail, extra: { errors: [{ field: 'webhookUrl', message }] } });
}
