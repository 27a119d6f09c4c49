import type { Manifest } from '@mailsift/lists';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';

/** Why a list that is not sealed has no results to give. */
export async function notCompleted({ control }: ApiContext, manifest: Manifest): Promise<ApiProblem> {
  const { state } = await control.view(manifest);
  const extra = { state };
  if (state === 'failed') return new ApiProblem('list_failed', { extra });
  if (state === 'ready') return new ApiProblem('list_not_started', { extra });
  return new ApiProblem('list_not_completed', { extra });
}
