import { send } from '../api/request.ts';
import { type Checked, checkedSchema } from '../api/schemas.ts';

/** How long the server holds a question before it says "look here later". */
const TIMEOUT = '10s';
const LOOK_EVERY_MS = 2_000;

/**
 * Checks one address. Where that takes longer (greylisting does), it is looked for until there is an answer.
 *
 * @throws ApiError, and what an aborted signal throws.
 */
export async function askAddress(email: string, signal: AbortSignal, onWaiting: () => void): Promise<Checked> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ email, timeout: TIMEOUT, explain: true });
  const answer = await send('/v1/verify', { method: 'POST', headers, body, signal });
  if (answer.status !== 202) return checkedSchema.parse(answer.body);
  const place = answer.headers.get('Location') ?? '';
  onWaiting();
  for (;;) {
    await rest(signal);
    const later = await send(place, { signal });
    if (later.status !== 202) return checkedSchema.parse(later.body);
  }
}

function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, LOOK_EVERY_MS);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
