import { DISPOSABLE_DOMAINS, DISPOSABLE_MX, NEVER_DISPOSABLE } from './data/disposableTables.ts';
import { isSharedSuffix, someParent } from './domainName.ts';
import { loadList, type ReadPackage } from './packagedLists.ts';

export interface Disposable {
  /** The domain, or one above it, is listed. Lower case. */
  isListed(domain: string): boolean;
  /** A mail host belongs to a throw-away service: one of our table, or one under a listed domain. */
  isServedBy(mxHosts: readonly string[]): boolean;
}

export function createDisposable(read: ReadPackage, warn: (message: string) => void): Disposable {
  const listed = new Set([
    ...DISPOSABLE_DOMAINS,
    ...loadList('disposable-email-domains-js', read, warn),
    ...loadList('fakefilter', read, warn),
  ]);
  for (const domain of NEVER_DISPOSABLE) listed.delete(domain);
  const never = new Set(NEVER_DISPOSABLE);
  // A listed suffix of a dynamic DNS service says nothing about the strangers' names under it.
  const shared = new Set([...listed].filter(isSharedSuffix));
  const hosts = new Set<string>(DISPOSABLE_MX.map(({ host }) => host));

  function isListed(domain: string): boolean {
    if (never.has(domain)) return false;
    return someParent(domain, (name, isParent) => listed.has(name) && !(isParent && shared.has(name)));
  }

  return {
    isListed,
    isServedBy: (mxHosts) =>
      mxHosts.some((spelled) => {
        const host = plainHost(spelled);
        return someParent(host, (name) => hosts.has(name)) || isListed(host);
      }),
  };
}

function plainHost(host: string): string {
  return (host.endsWith('.') ? host.slice(0, -1) : host).toLowerCase();
}
