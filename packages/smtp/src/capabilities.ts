import type { ReplyLine } from './replyParser.ts';

/** EHLO keywords in capitals, each with its parameters as written (`SIZE` -> `35882577`). Empty after HELO. */
export type Capabilities = ReadonlyMap<string, string>;

export const NO_CAPABILITIES: Capabilities = new Map();

/** RFC 5321 section 4.1.1.1 `ehlo-line`; old servers write `AUTH=LOGIN`. */
const EHLO_LINE = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:[ =](.*))?$/u;

/** Reads what a server offers from its reply to EHLO; the first line is only its name and a greeting. */
export function readCapabilities(lines: readonly ReplyLine[]): Capabilities {
  const found = new Map<string, string>();
  for (const { text } of lines.slice(1)) {
    const [, keyword, parameters = ''] = EHLO_LINE.exec(text) ?? [];
    if (keyword !== undefined) found.set(keyword.toUpperCase(), parameters);
  }
  return found;
}
