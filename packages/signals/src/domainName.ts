import { parse } from 'tldts';

/** Names are plain text here: no URL is taken apart, nothing is checked as a host name. */
const PLAIN = { extractHostname: false, validateHostname: false } as const;

export interface DomainName {
  /** The label that was registered: `acme` of `mail.acme.co.uk`. Empty for a bare suffix. */
  readonly name: string;
  /** `co.uk` of `mail.acme.co.uk`; where the suffix is unknown, the last label. */
  readonly suffix: string;
  /** The suffix is one of the DNS root's, by the Public Suffix List. */
  readonly known: boolean;
  /** Nothing stands before the registered label. */
  readonly bare: boolean;
}

/** A domain taken apart by the ICANN part of the Public Suffix List (publicsuffix.org). Never throws. */
export function readDomain(domain: string): DomainName {
  const parsed = parse(domain, PLAIN);
  return {
    name: parsed.domainWithoutSuffix ?? '',
    suffix: parsed.publicSuffix ?? '',
    known: parsed.isIcann === true,
    bare: parsed.subdomain === '' || parsed.subdomain === null,
  };
}

/** Names under this one belong to strangers: `co.uk`, `github.io`, the domains of dynamic DNS services. */
export function isSharedSuffix(domain: string): boolean {
  return parse(domain, { ...PLAIN, allowPrivateDomains: true }).domain === null;
}

/** True where the domain or a parent of it satisfies the test; a bare top-level domain is not asked for. */
export function someParent(domain: string, test: (name: string, isParent: boolean) => boolean): boolean {
  if (test(domain, false)) return true;
  for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) {
    const parent = domain.slice(dot + 1);
    if (!parent.includes('.')) return false;
    if (test(parent, true)) return true;
  }
  return false;
}
