import { type Manifest, type Store, weightOf } from '@mailsift/lists';
import type { Tenant } from '../passes/passes.ts';

/** Whose a list is, for the turns of lanes. */
export async function tenantOf(store: Store, { owner }: Pick<Manifest, 'owner'>): Promise<Tenant> {
  return { owner, weight: await weightOf(store, owner) };
}
