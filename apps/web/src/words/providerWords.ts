/** Where the name is not its id with a capital letter. */
const NAMES: Readonly<Record<string, string>> = {
  tail: 'Small mail servers',
  microsoft: 'Microsoft 365',
  outlook: 'Outlook.com',
  mailru: 'Mail.ru',
  messagelabs: 'MessageLabs',
  gmx: 'GMX',
  ionos: 'IONOS',
  ovh: 'OVH',
  laposte: 'La Poste',
  godaddy: 'GoDaddy',
  ses: 'Amazon SES',
  spamexperts: 'SpamExperts',
  siteground: 'SiteGround',
  trendmicro: 'Trend Micro',
};

/** A lane as people call it: a provider's name, the domain of the mail servers, or all small ones together. */
export function providerWords(provider: string): string {
  const known = NAMES[provider];
  if (known !== undefined) return known;
  return provider.includes('.') ? provider : provider.charAt(0).toUpperCase() + provider.slice(1).replaceAll('-', ' ');
}
