import { pathOf, queryOf } from '../api/lists.ts';
import type { List } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { ShareBar } from '../parts/ShareBar.tsx';
import { ProviderBars } from '../results/ProviderBars.tsx';
import { formatCount } from '../words/format.ts';
import { STATE_WORDS } from '../words/stateWords.ts';
import { CountCards } from './CountCards.tsx';
import { etaWords } from './etaWords.ts';
import type { Link } from './followList.ts';
import { Milestones } from './Milestones.tsx';
import { refusingLanes } from './refusingLanes.ts';
import { useLanes } from './useLanes.ts';
import { Waiting } from './Waiting.tsx';

interface ProgressViewProps {
  readonly list: List;
  readonly link: Link;
}

export function ProgressView({ list, link }: ProgressViewProps) {
  const { percent, counts, addresses } = list;
  const lanes = useLanes(list.waiting.throttled > 0);
  const total = addresses.total;
  const partial = `${pathOf(list.id)}/download${queryOf({ partial: true })}`;
  return (
    <>
      <section class="card progress-card" aria-label="Progress">
        <div class="progress-head">
          <p class="percent numbers">
            {Math.floor(percent)}
            <span class="percent-sign"> %</span>
          </p>
          <div class="progress-facts">
            <p class="numbers">
              <strong>{formatCount(addresses.done)}</strong>
              {total === null ? ' addresses so far' : ` of ${formatCount(total)} addresses`}
            </p>
            <p class="muted numbers">{etaWords(list)}</p>
          </div>
        </div>
        <ShareBar counts={counts} percent={percent} label={STATE_WORDS[list.state]} />
        <CountCards list={list} />
        {link === 'lost' && (
          <p class="link-lost" role="status">
            The connection is lost. The work goes on; this page looks for it again.
          </p>
        )}
      </section>
      <Waiting list={list} refusing={refusingLanes(lanes, list)} />
      {list.providers.length > 0 && (
        <section class="card" aria-labelledby="providers-title">
          <h2 id="providers-title">Who is asked</h2>
          <ProviderBars providers={list.providers} />
        </section>
      )}
      <p class="muted small progress-foot">
        You can close this page: the work goes on without it.{' '}
        {addresses.done > 0 && (
          <a href={partial} download>
            <Icon name="download" /> Download what is there so far
          </a>
        )}
      </p>
      <Milestones list={list} />
    </>
  );
}
