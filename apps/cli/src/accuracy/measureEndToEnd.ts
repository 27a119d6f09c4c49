import type { Settings } from '@mailsift/runtime';
import { type Sandbox, startSandbox } from '@mailsift/sandbox';
import { demoSettings } from '../demo/demoSettings.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bulkVerdicts } from './bulkVerdicts.ts';
import { type SandboxCase, sandboxCases } from './sandboxCases.ts';
import { singleVerdicts } from './singleVerdicts.ts';
import { type FoundVerdict, tallyVerdicts, type VerdictTally } from './tallyVerdicts.ts';

export interface EndToEndAccuracy {
  readonly bulk: VerdictTally;
  readonly single: VerdictTally;
}

type Verdicts = ReadonlyMap<string, FoundVerdict>;

/**
 * Asks about every behaviour of a fresh sandbox in both ways: as one list through the whole platform, and address by
 * address. What leads to forbidden addresses is asked about with private networks refused, as they are by default.
 */
export async function measureEndToEnd(terminal: Terminal): Promise<EndToEndAccuracy> {
  const bulk = await measure((addresses, settingsFor) => bulkVerdicts(addresses, settingsFor, terminal));
  const single = await measure((addresses, settingsFor) => singleVerdicts(addresses, settingsFor('')));
  return { bulk, single };
}

type Ask = (addresses: readonly string[], settingsFor: (folder: string) => Settings) => Promise<Verdicts>;

async function measure(ask: Ask): Promise<VerdictTally> {
  const sandbox = await startSandbox();
  try {
    const cases = sandboxCases(sandbox);
    const open = await askAll(
      ask,
      cases.filter(({ guarded }) => !guarded),
      settingsOf(sandbox, true),
    );
    const guarded = await askAll(
      ask,
      cases.filter((one) => one.guarded),
      settingsOf(sandbox, false),
    );
    return tallyVerdicts(cases, new Map([...open, ...guarded]));
  } finally {
    await sandbox.close();
  }
}

function askAll(ask: Ask, cases: readonly SandboxCase[], settingsFor: (folder: string) => Settings) {
  return ask(
    cases.map(({ address }) => address),
    settingsFor,
  );
}

function settingsOf(sandbox: Sandbox, allowPrivateNetworks: boolean) {
  return (folder: string): Settings => ({
    ...demoSettings(sandbox, folder),
    allowPrivateNetworks,
    // Nobody here who is to be heard out takes longer, and those who never end are many.
    sessionTimeoutMs: 8_000,
  });
}
