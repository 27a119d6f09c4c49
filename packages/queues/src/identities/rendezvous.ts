import { createHash } from 'node:crypto';

/**
 * Who asks about a domain, of those there are: when identities are added or taken away, only the domains that have to
 * move do (rendezvous hashing).
 *
 * @throws Error where there is none.
 */
export function rendezvous(identities: readonly string[]): (domain: string) => string {
  const [only] = identities;
  if (only === undefined) throw new Error('There is no identity to ask as');
  if (identities.length === 1) return () => only;
  const rank = (identity: string, domain: string) =>
    createHash('sha256').update(`${identity}\0${domain}`).digest('hex');
  return (domain) =>
    identities.reduce((best, identity) => (rank(identity, domain) > rank(best, domain) ? identity : best), only);
}
