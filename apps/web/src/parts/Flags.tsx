import type { Result } from '../api/schemas.ts';
import { FLAGS, type FlagName } from '../words/verdictWords.ts';

/** What an address is beside its verdict. */
export function Flags({ result }: { readonly result: Result }) {
  return (
    <span class="flags">
      {flagsOf(result).map((flag) => (
        <span key={flag} class="flag" title={FLAGS[flag].meaning}>
          {FLAGS[flag].words}
        </span>
      ))}
    </span>
  );
}

export function flagsOf(result: Result): readonly FlagName[] {
  const has = {
    disposable: result.isDisposable === true,
    role: result.isRoleAccount === true,
    free: result.isFreeService === true,
    gibberish: result.isGibberish === true,
    typo: result.emailSuggested !== null,
  } as const satisfies Record<FlagName, boolean>;
  const names: readonly FlagName[] = ['disposable', 'role', 'free', 'gibberish', 'typo'];
  return names.filter((name) => has[name]);
}
