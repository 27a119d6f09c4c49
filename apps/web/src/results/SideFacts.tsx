import type { List } from '../api/schemas.ts';
import { formatCount } from '../words/format.ts';
import { FLAGS, isFlagName } from '../words/verdictWords.ts';
import { ProviderBars } from './ProviderBars.tsx';

/** What is known beside the verdicts: flags, duplicates, and who answers for the addresses. */
export function SideFacts({ list }: { readonly list: List }) {
  return (
    <div class="side-facts">
      <section class="card" aria-labelledby="flags-title">
        <h2 id="flags-title">Beside the verdict</h2>
        <dl class="facts">
          {Object.keys(FLAGS)
            .filter(isFlagName)
            .map((flag) => (
              <Fact key={flag} name={FLAGS[flag].words} meaning={FLAGS[flag].meaning} count={list.flags[flag] ?? 0} />
            ))}
          <Fact
            name="Duplicates"
            meaning="rows whose address stands further up; asked once"
            count={list.rows?.duplicate ?? 0}
          />
          <Fact name="Empty" meaning="rows without an address" count={list.rows?.empty ?? 0} />
        </dl>
      </section>
      <section class="card" aria-labelledby="providers-title">
        <h2 id="providers-title">Who answers for them</h2>
        {list.providers.length === 0 ? (
          <p class="muted">No mail server had to be asked.</p>
        ) : (
          <ProviderBars providers={list.providers} />
        )}
      </section>
    </div>
  );
}

function Fact({ name, meaning, count }: { readonly name: string; readonly meaning: string; readonly count: number }) {
  return (
    <div class={count === 0 ? 'fact none' : 'fact'}>
      <dt>
        {name} <span class="muted small">{meaning}</span>
      </dt>
      <dd class="numbers">{formatCount(count)}</dd>
    </div>
  );
}
