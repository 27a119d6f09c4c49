const NAMES: Readonly<Record<string, string>> = {
  tail: 'Small mail servers',
  google: 'Google',
  microsoft: 'Microsoft',
  yahoo: 'Yahoo',
  apple: 'Apple',
  icloud: 'iCloud',
  gmx: 'GMX',
  ovh: 'OVH',
  ionos: 'IONOS',
};

/** A lane as people call it: a provider's name, the domain of the mail servers, or all small ones together. */
export function providerWords(provider: string): string {
  const known = NAMES[provider];
  if (known !== undefined) return known;
  return provider.includes('.') ? provider : provider.charAt(0).toUpperCase() + provider.slice(1).replaceAll('_', ' ');
}
