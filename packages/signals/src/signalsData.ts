import { TRIGRAM_COSTS } from './data/trigramCosts.ts';
import { createDisposable, type Disposable } from './disposable.ts';
import { createFreeDomains } from './freeService.ts';
import { decodeCosts, type TrigramCosts } from './gibberish/trigramModel.ts';
import { type ReadPackage, readPackage } from './packagedLists.ts';
import { createIsRoleAccount, type IsRoleAccount } from './roleAccount.ts';

export interface SignalsOptions {
  /** Told once for each data package that is missing or unreadable; its flag is then made of our own tables alone. */
  readonly warn?: (message: string) => void;
  /** Where the data packages are read from. Default: from `node_modules`. */
  readonly read?: ReadPackage;
}

/** Every list and model, ready to be asked. */
export interface SignalsData {
  readonly disposable: Disposable;
  readonly freeDomains: ReadonlySet<string>;
  readonly isRoleAccount: IsRoleAccount;
  readonly costs: TrigramCosts;
}

export function loadSignalsData({ read = readPackage, warn = () => {} }: SignalsOptions): SignalsData {
  const disposable = createDisposable(read, warn);
  return {
    disposable,
    freeDomains: createFreeDomains(read, warn, disposable.isListed),
    isRoleAccount: createIsRoleAccount(read, warn),
    costs: decodeCosts(TRIGRAM_COSTS),
  };
}
