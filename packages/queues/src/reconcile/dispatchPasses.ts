import type { DispatchLimits } from '../passes/passes.ts';
import type { World } from './world.ts';

/**
 * Decides what may start now for an identity and puts it into its queue. Dying between the two costs those passes the
 * time until they are thought lost.
 */
export async function dispatchPasses(
  { passes, catalogue }: Pick<World, 'passes' | 'catalogue'>,
  identity: string,
  limits: DispatchLimits,
): Promise<'cold' | number> {
  const dispatched = await passes.dispatch(identity, limits);
  if (dispatched === 'cold') return 'cold';
  await catalogue.addProbes(identity, dispatched);
  return dispatched.length;
}
