import { LOCAL_OWNER } from '@mailsift/lists';

/** Who has a budget of RCPTs: the owner of a list or a check, where there are keys to tell owners apart. */
export function tenantOf(owner: string | undefined): string | null {
  return owner === undefined || owner === LOCAL_OWNER ? null : owner;
}
