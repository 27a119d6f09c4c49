import { randomUUID } from 'node:crypto';
import type { ProbeServices } from './request.ts';

/**
 * Services for a single look by a person (`check`): every connection is granted, nothing is paced, nothing is kept. Not
 * for work: others' limits are not seen.
 */
export function withoutLimits(): Pick<ProbeServices, 'admission' | 'pace' | 'catchAllCache'> {
  return {
    admission: {
      admit: async () => ({
        granted: true,
        lease: { id: randomUUID(), signal: new AbortController().signal, rcpts: null, settle: async () => {} },
      }),
    },
    pace: { takePace: async () => ({ taken: true, waitMs: 0 }) },
    catchAllCache: {
      get: async () => null,
      set: async () => {},
      claim: async () => 'mine',
      release: async () => {},
      forget: async () => {},
    },
  };
}
