import { type AddressSignals, FLAGS, type Flag } from './addressSignals.ts';
import { createSignals, type Signals } from './createSignals.ts';
import { type EvaluationCase, readEvaluation } from './readEvaluation.ts';

/** How well one flag does on its labelled cases. */
export interface SignalScore {
  readonly flag: Flag;
  /** Labelled cases; `positives` of them should be flagged. */
  readonly cases: number;
  readonly positives: number;
  /** Right ones of all that were flagged: 0 to 1. A suggestion is right when it names the domain that was meant. */
  readonly precision: number;
  /** Right ones of all that should be flagged: 0 to 1. */
  readonly recall: number;
  /** What was answered wrongly: the text of the case and what came out. */
  readonly wrong: readonly string[];
}

/** Measures each flag on the labelled cases of `evaluation/`, of which no table was made (see the README there). */
export function measureSignals(signals: Signals = createSignals()): SignalScore[] {
  return FLAGS.map((flag) => measure(flag, readEvaluation(flag), signals));
}

function measure(flag: Flag, cases: readonly EvaluationCase[], signals: Signals): SignalScore {
  const answered = cases.map((each) => ({ each, answer: answerOf(flag, describe(each, signals)) }));
  const positives = answered.filter(({ each }) => isPositive(each.expected));
  const flagged = answered.filter(({ answer }) => isPositive(answer));
  const right = flagged.filter(({ each, answer }) => answer === each.expected).length;
  return {
    flag,
    cases: cases.length,
    positives: positives.length,
    precision: share(right, flagged.length),
    recall: share(right, positives.length),
    wrong: answered
      .filter(({ each, answer }) => answer !== each.expected)
      .map(({ each, answer }) => `${each.local ?? each.domain}: ${answer}`),
  };
}

function describe({ local = 'john.smith', domain = 'acme.de', ...context }: EvaluationCase, signals: Signals) {
  const { mxHosts, frequentDomains } = context;
  return signals.describeAddress(
    { local, domain },
    { ...(mxHosts && { mxHosts }), ...(frequentDomains && { frequentDomains }) },
  );
}

function answerOf(flag: Flag, signals: AddressSignals): boolean | string | null {
  switch (flag) {
    case 'disposable':
      return signals.isDisposable;
    case 'role':
      return signals.isRoleAccount;
    case 'free':
      return signals.isFreeService;
    case 'gibberish':
      return signals.isGibberish;
    case 'typo':
      return signals.emailSuggested?.split('@').at(-1) ?? null;
    default:
      return flag satisfies never;
  }
}

function isPositive(answer: boolean | string | null): boolean {
  return answer !== false && answer !== null;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
