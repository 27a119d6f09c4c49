import { useState } from 'preact/hooks';
import { type Lane, lanesSchema } from '../api/laneSchemas.ts';
import { ask } from '../api/request.ts';
import { useEvery } from '../parts/useEvery.ts';

const LOOK_EVERY_MS = 4_000;

/** The lanes that refuse us, looked at while addresses are held back; empty for keys that may not see them (admin keys may). */
export function useLanes(isWanted: boolean): readonly Lane[] {
  const [lanes, setLanes] = useState<readonly Lane[]>([]);
  const [isTold, setTold] = useState(true);
  useEvery(isWanted && isTold ? LOOK_EVERY_MS : null, async () => {
    try {
      setLanes((await ask(lanesSchema, '/v1/lanes')).lanes);
    } catch {
      // An extra: without it the page shows what the list itself says.
      setTold(false);
    }
  });
  return lanes;
}
