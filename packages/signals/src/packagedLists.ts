import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The lists that come as packages. Loaded when first asked for; each can be missing without the others. */
const PACKAGES = {
  'disposable-email-domains-js': (): unknown =>
    require('disposable-email-domains-js/dist/dict/disposable_email_blocklist.json'),
  fakefilter: (): unknown => require('fakefilter/json/data.json'),
  'role-based-email-addresses': (): unknown => require('role-based-email-addresses'),
  'email-providers': (): unknown => require('email-providers/all.json'),
} as const;

export type ListPackage = keyof typeof PACKAGES;

/** Reads the content of a package; throws where it cannot. */
export type ReadPackage = (name: ListPackage) => unknown;

export const readPackage: ReadPackage = (name) => PACKAGES[name]();

/** The strings of a packaged list in lower case; without the package none, and a warning that says what that means. */
export function loadList(name: ListPackage, read: ReadPackage, warn: (message: string) => void): string[] {
  try {
    const list = stringsOf(read(name));
    if (list.length > 0) return list;
    warn(`${name} holds no list; addresses are judged without it`);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    warn(`${name} cannot be loaded (${why}); addresses are judged without it`);
  }
  return [];
}

/** Two shapes exist: an array of strings, and fakefilter's `{domains: {[domain]: ...}}`. */
function stringsOf(content: unknown): string[] {
  if (Array.isArray(content)) return content.filter((item) => typeof item === 'string').map(lowerCased);
  if (typeof content !== 'object' || content === null || !('domains' in content)) return [];
  const { domains } = content;
  return typeof domains === 'object' && domains !== null ? Object.keys(domains).map(lowerCased) : [];
}

function lowerCased(text: string): string {
  return text.toLowerCase();
}
