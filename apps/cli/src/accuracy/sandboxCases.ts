import type { Sandbox, Truth } from '@mailsift/sandbox';

/** An address of the sandbox, and what is true of it. */
export interface SandboxCase {
  readonly behaviour: string;
  readonly address: string;
  readonly truth: Truth;
  /** See `SandboxDomain.guarded`. */
  readonly guarded: boolean;
}

/** One mailbox of each state that a mailbox can be in. */
const NAMES = ['anna.berg', 'unknown.berg', 'disabled.berg', 'full.berg'];
/** Where a server limits how many it is asked about: enough of them to meet the limit. */
const CROWD = Array.from({ length: 12 }, (_, index) => [`user${index}`, `unknown${index}`]).flat();
const CROWDED: ReadonlySet<string> = new Set([
  'exists',
  'unknown',
  'catch_all',
  'max_recipients',
  'per_connection',
  'exim_limit',
  'bad_recipients',
  'rate_limit',
  'connection_limit',
  'postscreen',
]);

/** Every behaviour of the sandbox, with a mailbox of every state where that matters; more where numbers do. */
export function sandboxCases(sandbox: Pick<Sandbox, 'domains' | 'truth'>): readonly SandboxCase[] {
  return sandbox.domains.flatMap(({ domain, behaviour, smtpUtf8, guarded }) => {
    const caseOf = (name: string): SandboxCase => {
      const address = `${name}@${domain.replace('*', 'measured')}`;
      const truth = sandbox.truth(address);
      if (truth === null) throw new Error(`${address} is no address of the sandbox`);
      return { behaviour, address, truth, guarded };
    };
    const [first, ...others] = NAMES.map(caseOf);
    const isSame = others.every(({ truth }) => JSON.stringify(truth) === JSON.stringify(first?.truth));
    const more = [...(smtpUtf8 ? ['jörg.berg'] : []), ...(CROWDED.has(behaviour) ? CROWD : [])].map(caseOf);
    return [...(first === undefined ? [] : [first]), ...(isSame ? [] : others), ...more];
  });
}
