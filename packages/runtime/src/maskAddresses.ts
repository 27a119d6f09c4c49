/** Nothing longer is looked back at: a local part has at most 64 octets, and a hostile text must not cost more. */
const LONGEST = 320;
const DELIMITER = /[\s<>(),;:"@[\]\\]/;

/**
 * Hides the local part of everything that looks like an address: `john@example.com` becomes `j***@example.com`, also where the @ is
 * written `%40`. Rather hides too much than too little. A JSON text stays valid JSON. Takes time linear in the text.
 */
export function maskAddresses(text: string): string {
  let masked = '';
  let from = 0;
  for (const match of text.matchAll(/@|%40/g)) {
    const start = startOfLocalPart(text, match.index, from);
    if (start === match.index || text[match.index - 1] === '/') continue;
    const quoted = text[match.index - 1] === '"';
    masked += `${text.slice(from, start)}${quoted ? '' : String.fromCodePoint(text.codePointAt(start) ?? 0x2a)}***`;
    from = match.index;
  }
  return masked + text.slice(from);
}

/** Where the local part before the @ at `at` begins; `at` itself when there is none. Never before `least`. */
function startOfLocalPart(text: string, at: number, least: number): number {
  const floor = Math.max(least, at - LONGEST);
  if (text[at - 1] === '"') return startOfQuoted(text, at, floor);
  let start = at;
  while (start > floor && !DELIMITER.test(text[start - 1] ?? '')) start--;
  return start + escapeLength(text, start, at);
}

/** After a backslash the first letters may belong to a JSON escape, which must stay whole. */
function escapeLength(text: string, start: number, at: number): number {
  if (text[start - 1] !== '\\') return 0;
  const escaped = /^(?:u[0-9a-f]{4}|[bfnrt])/i.exec(text.slice(start, at));
  return escaped?.[0].length ?? 0;
}

/** `"john doe"@example.com`, in plain text or with its quotes escaped in JSON; quotes inside carry two more backslashes. */
function startOfQuoted(text: string, at: number, floor: number): number {
  const closing = backslashesBefore(text, at - 1);
  for (let index = at - 2 - closing; index >= floor; index--) {
    if (text[index] === '"' && backslashesBefore(text, index) === closing) return index + 1;
  }
  return at;
}

function backslashesBefore(text: string, index: number): number {
  let count = 0;
  while (count < 8 && text[index - 1 - count] === '\\') count++;
  return count;
}
