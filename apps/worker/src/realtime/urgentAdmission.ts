import type { Admission } from '@mailsift/lanes';
import { callUrgent } from '@mailsift/queues';
import type { WorkerContext } from '../workerContext.ts';

/** Admission for real-time checks: who finds the lane full has the passes of lists make room. */
export function urgentAdmission(
  context: Pick<WorkerContext, 'services' | 'redis' | 'keys' | 'log'>,
): Pick<Admission, 'admit'> {
  const { admission } = context.services;
  return {
    async admit(request) {
      const admitted = await admission.admit(request);
      if (!admitted.granted && admitted.limit === 'lane') {
        const where = { identity: request.identity.id, lane: request.lane.lane };
        // Without it the check waits its turn.
        await callUrgent(context, where).catch((error: unknown) =>
          context.log.debug({ err: error }, 'Redis gave no answer'),
        );
      }
      return admitted;
    },
  };
}
