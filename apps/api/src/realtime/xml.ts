interface Tree {
  readonly [name: string]: string | number | boolean | undefined | Tree;
}

/** An XML document of one element; names are ours and need no escaping, values come from anywhere. */
export function xmlOf(root: string, tree: Tree): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, tree)}\n`;
}

function element(name: string, value: Tree[string]): string {
  const content =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([inner, of]) => element(inner, of))
          .join('')
      : escapeText(String(value ?? ''));
  return `<${name}>${content}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML 1.0 section 2.2 has no place for most control characters, escaped or not. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?')
    .replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}
