import { describeSyntax, parseAddress, type SyntaxReason } from '@mailsift/intake';
import { type Flag, flagsOf, type Signals } from '@mailsift/signals';

/** What an address tells about itself, asking nobody. */
export interface Linted {
  /** From 1. */
  readonly line: number;
  readonly input: string;
  /** As it would go on the wire; null where it is none. */
  readonly address: string | null;
  readonly fault: { readonly reason: SyntaxReason; readonly detail: string; readonly words: string } | null;
  readonly flags: readonly Flag[];
  /** What was probably meant; null where nothing looks mistyped. */
  readonly suggested: string | null;
}

/** Looks at one line of a list: its syntax, what kind of address it is, and whether another was meant. */
export function lintAddress(input: string, line: number, signals: Signals): Linted {
  const parsed = parseAddress(input);
  if (!parsed.ok) {
    const { reason, detail } = parsed;
    const fault = { reason, detail, words: describeSyntax(reason) };
    return { line, input, address: null, fault, flags: [], suggested: null };
  }
  const described = signals.describeAddress(parsed);
  return {
    line,
    input,
    address: parsed.address,
    fault: null,
    flags: flagsOf(described),
    suggested: described.emailSuggested,
  };
}

/** `12: anna@gmial.com: free, typo; did you mean anna@gmail.com?` Null where there is nothing to say. */
export function describeLinted({ line, input, fault, flags, suggested }: Linted): string | null {
  const shown = printable(input);
  if (fault !== null) return `${line}: ${shown}: ${fault.words}${fault.detail === '' ? '' : ` (${fault.detail})`}`;
  if (flags.length === 0) return null;
  const meant = suggested === null ? '' : `; did you mean ${suggested}?`;
  return `${line}: ${shown}: ${flags.join(', ')}${meant}`;
}

const LONGEST_SHOWN = 120;

/** A list is not to be trusted with the terminal it is shown on. */
function printable(text: string): string {
  return text.slice(0, LONGEST_SHOWN).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}
