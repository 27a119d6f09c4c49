import type { Lane } from '../api/laneSchemas.ts';
import type { List } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { formatClock, formatCount } from '../words/format.ts';
import { providerWords } from '../words/providerWords.ts';

interface WaitingProps {
  readonly list: List;
  /** The lanes that refuse us now. */
  readonly refusing: readonly Lane[];
}

/** What waits, for what, and until when. Nobody is called dead for having to wait. */
export function Waiting({ list, refusing }: WaitingProps) {
  const { greylisted, throttled, nextRetryAt } = list.waiting;
  if (greylisted + throttled + refusing.length === 0) return null;
  const when = nextRetryAt === null ? '' : `, next retry at ${formatClock(nextRetryAt)}`;
  return (
    <ul class="waiting" aria-label="What waits">
      {greylisted > 0 && (
        <li class="notice calm">
          <Icon name="clock" />
          <div>
            <strong class="numbers">
              {formatCount(greylisted)} greylisted{when}
            </strong>
            <p>Their mail servers ask every newcomer to come back later. We do, when they want it.</p>
          </div>
        </li>
      )}
      {throttled > 0 && (
        <li class="notice calm">
          <Icon name="clock" />
          <div>
            <strong class="numbers">
              {formatCount(throttled)} held back{greylisted > 0 ? '' : when}
            </strong>
            <p>Their providers limit how much anybody may ask. We stay below that, and ask again.</p>
          </div>
        </li>
      )}
      {refusing.map(({ lane, since, until, reply }) => (
        <li key={lane} class="notice warn">
          <Icon name="warning" />
          <div>
            <strong class="numbers">
              {providerWords(lane)} is refusing our IP since {formatClock(since)}
            </strong>
            <p class="reply">{reply}</p>
            <p>
              Its addresses wait{until === null ? '' : ` until ${formatClock(until)}`}. If it goes on they end as
              unknown, never as failed.
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
