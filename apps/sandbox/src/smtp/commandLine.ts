import type { Recipient } from './hostScript.ts';

export interface CommandLine {
  /** In capitals. */
  readonly verb: string;
  readonly rest: string;
}

/** Splits a line without its line end into verb and arguments (RFC 5321 section 4.1.1: verbs in any case). */
export function parseCommandLine(line: string): CommandLine {
  const space = line.indexOf(' ');
  if (space === -1) return { verb: line.toUpperCase(), rest: '' };
  return { verb: line.slice(0, space).toUpperCase(), rest: line.slice(space + 1).trim() };
}

/**
 * The path after `FROM:` or `TO:`, without its angle brackets, and the parameters behind it; null if there is none.
 * A `>` inside a quoted local part does not end it.
 */
export function parsePath(rest: string, keyword: 'FROM' | 'TO'): { path: string; parameters: string } | null {
  const start = keyword.length + 1;
  if (rest.slice(0, start).toUpperCase() !== `${keyword}:`) return null;
  const open = rest.indexOf('<', start);
  if (open === -1 || rest.slice(start, open).trim() !== '') return null;
  let quoted = false;
  for (let at = open + 1; at < rest.length; at++) {
    const char = rest.charAt(at);
    if (quoted && char === '\\') at++;
    else if (char === '"') quoted = !quoted;
    else if (char === '>' && !quoted) return { path: rest.slice(open + 1, at), parameters: rest.slice(at + 1).trim() };
  }
  return null;
}

/** The recipient of a path; null where there is no mailbox in it. `postmaster` alone is RFC 5321's one exception. */
export function parseRecipient(path: string): Recipient | null {
  const at = path.lastIndexOf('@');
  if (at <= 0 || at === path.length - 1 || path.includes(' ', at)) return null;
  const domain = path.slice(at + 1).toLowerCase();
  return { local: path.slice(0, at), domain, address: path };
}
