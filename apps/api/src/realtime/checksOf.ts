import type { Response } from 'express';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';

type Checks = NonNullable<ApiContext['checks']>;

const RETRY_AFTER_SECONDS = '5';

/**
 * Asks the workers something about single addresses.
 *
 * @throws ApiProblem `real_time_unavailable` without Redis, `too_many_checks` where too many wait already.
 */
export async function askChecks<Answer>(
  { checks, log }: Pick<ApiContext, 'checks' | 'log'>,
  ask: (checks: Checks) => Promise<Answer | { readonly kind: 'busy' }>,
): Promise<Answer> {
  if (checks === undefined) throw new ApiProblem('real_time_unavailable');
  const answer = await ask(checks).catch((error: unknown) => {
    log.warn({ err: error }, 'A single address could not be verified');
    throw new ApiProblem('real_time_unavailable', { cause: error });
  });
  if (isBusy(answer)) throw new ApiProblem('too_many_checks', { headers: { 'Retry-After': RETRY_AFTER_SECONDS } });
  return answer;
}

function isBusy(answer: unknown): answer is { readonly kind: 'busy' } {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'busy';
}

/** Aborted when the client goes before it was answered. */
export function goneSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}
