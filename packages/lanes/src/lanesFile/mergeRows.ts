import { TAIL_LANE } from '../laneName.ts';
import { defaultPolicy, type LaneDefaults, type LanePolicy, type ProviderPolicy } from '../policies.ts';
import type { LanesFileProblem } from './lanesFileError.ts';
import type { LanesFileRow } from './lanesSchema.ts';

export interface MergeOptions {
  readonly providers: readonly ProviderPolicy[];
  readonly defaults: LaneDefaults;
  readonly lineOf: (path: readonly PropertyKey[]) => number | null;
}

export interface MergedRows {
  readonly providers: readonly ProviderPolicy[];
  /** Policies of MX sites by the name of their lane. */
  readonly sites: ReadonlyMap<string, LanePolicy>;
}

export type Merged =
  | { readonly ok: true; readonly value: MergedRows }
  | { readonly ok: false; readonly problems: readonly LanesFileProblem[] };

/** Names of lanes as `nameLane` gives them to MX sites: with a dot in them, or too long and hashed. */
const SITE = /^(?=.{1,100}$)(?:[a-z0-9_+-]*\.[a-z0-9._+-]*|mx-[0-9a-f]{32})$/;
const OWN = /^(?!mx-)[a-z][a-z0-9-]{0,39}$/;

/**
 * An operator's rows over the table: one with the name of a provider changes what it says of it, one with the name of an
 * MX site (`example.com`) stands in place of the defaults, and any other is a lane of its own, with suffixes.
 */
export function mergeRows(rows: Readonly<Record<string, LanesFileRow>>, options: MergeOptions): Merged {
  const problems: LanesFileProblem[] = [];
  const providers = new Map(options.providers.map((provider) => [provider.id, provider]));
  const sites = new Map<string, LanePolicy>();
  const refuse = (path: readonly string[], message: string) => {
    problems.push({ path: path.join('.'), line: options.lineOf(path), message });
  };
  for (const [name, row] of Object.entries(rows)) {
    const path = ['lanes', name];
    const known = providers.get(name);
    const policy = policyOf(row, known, options.defaults);
    for (const fault of faultsOf(policy)) refuse([...path, fault.key], fault.message);
    if (known !== undefined) {
      providers.set(name, { ...known, ...policy, suffixes: row.suffixes ?? known.suffixes });
    } else if (SITE.test(name)) {
      if (row.suffixes !== undefined) refuse([...path, 'suffixes'], 'is only for lanes without a dot in their name');
      sites.set(name, policy);
    } else if (!OWN.test(name) || name === TAIL_LANE.lane) {
      refuse(path, 'is no name for a lane: letters a to z, digits and hyphens, or the domain of an MX site');
    } else if (row.suffixes === undefined) {
      refuse(path, 'is no provider of the table, so it needs `suffixes`: the ends of its MX host names');
    } else {
      const { suffixes, source = 'LANES_FILE' } = row;
      providers.set(name, { ...policy, id: name, suffixes, source, checked: '' });
    }
  }
  for (const { lane, suffix, other } of doubles([...providers.values()])) {
    refuse(['lanes', lane, 'suffixes'], `must not hold ${suffix}, which is ${other}'s`);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { providers: [...providers.values()], sites } };
}

function policyOf(row: LanesFileRow, known: ProviderPolicy | undefined, defaults: LaneDefaults): LanePolicy {
  const { suffixes: _, source: __, greylistDelays, ...limits } = row;
  const { connections = defaults.connections, rate = defaults.rate } = row;
  const base = known ?? defaultPolicy({ connections, rate });
  const delays = greylistDelays === undefined ? {} : { greylistDelaysMs: greylistDelays };
  return { ...base, ...limits, ...delays };
}

function faultsOf({ burst, rcptsPerTransaction, rcptsPerConnection }: LanePolicy) {
  const allowed = `must be at least rcptsPerTransaction, which is ${rcptsPerTransaction}`;
  return [
    ...(burst < rcptsPerTransaction ? [{ key: 'burst', message: allowed }] : []),
    ...(rcptsPerConnection < rcptsPerTransaction ? [{ key: 'rcptsPerConnection', message: allowed }] : []),
  ];
}

function doubles(providers: readonly ProviderPolicy[]) {
  const owners = new Map<string, string>();
  return providers.flatMap(({ id, suffixes }) =>
    suffixes.flatMap((suffix) => {
      const other = owners.get(suffix);
      owners.set(suffix, id);
      return other === undefined ? [] : [{ lane: id, suffix, other }];
    }),
  );
}
