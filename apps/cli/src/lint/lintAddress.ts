import { describeSyntax, parseAddress, type SyntaxReason } from '@mailsift/intake';
import { FLAGS, type Signals } from '@mailsift/signals';

/** What an address tells about itself, asking nobody: the object of `lint --json`, whose names are permanent. */
export interface Linted {
  /** The line as given. */
  readonly email: string;
  readonly valid: boolean;
  /** Why it is no address; null where it is one. */
  readonly reason: SyntaxReason | null;
  /** As it would go on the wire: no white space around it, the domain in lower-case A-labels. Null where it is none. */
  readonly normalized: string | null;
  /** What was probably meant; null where nothing looks mistyped. */
  readonly emailSuggested: string | null;
  readonly isDisposable: boolean;
  readonly isFreeService: boolean;
  readonly isRoleAccount: boolean;
  readonly isGibberish: boolean;
}

/** Looks at one line of a list: its syntax, what kind of address it is, and whether another was meant. */
export function lintAddress(email: string, signals: Signals): Linted {
  const parsed = parseAddress(email);
  if (!parsed.ok) {
    const emailSuggested = signals.suggestRepair(email);
    return { email, valid: false, reason: parsed.reason, normalized: null, ...NO_SIGNALS, emailSuggested };
  }
  const { emailSuggested, isDisposable, isFreeService, isRoleAccount, isGibberish } = signals.describeAddress(parsed);
  const told = { emailSuggested, isDisposable, isFreeService, isRoleAccount, isGibberish };
  return { email, valid: true, reason: null, normalized: parsed.address, ...told };
}

const NO_SIGNALS = {
  isDisposable: false,
  isFreeService: false,
  isRoleAccount: false,
  isGibberish: false,
} as const;

/** `12: anna@gmial.com: free, typo; did you mean anna@gmail.com?` Null where there is nothing to say. */
export function describeLinted(linted: Linted, line: number): string | null {
  const { email, reason, emailSuggested } = linted;
  const shown = `${line}: ${printable(email)}`;
  if (reason !== null) {
    const meant = emailSuggested === null ? '' : ` Did you mean ${emailSuggested}?`;
    return `${shown}: ${describeSyntax(reason)}${meant}`;
  }
  const flags = flagsIn(linted);
  if (flags.length === 0) return null;
  return `${shown}: ${flags.join(', ')}${emailSuggested === null ? '' : `; did you mean ${emailSuggested}?`}`;
}

/** The flags that are set, by name. */
export function flagsIn({ isDisposable, isRoleAccount, isFreeService, isGibberish, emailSuggested }: Linted): string[] {
  const isSet = {
    disposable: isDisposable,
    role: isRoleAccount,
    free: isFreeService,
    gibberish: isGibberish,
    typo: emailSuggested !== null,
  };
  return FLAGS.filter((flag) => isSet[flag]);
}

const LONGEST_SHOWN = 120;

/** A list is not to be trusted with the terminal it is shown on. */
function printable(text: string): string {
  return text.slice(0, LONGEST_SHOWN).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}
