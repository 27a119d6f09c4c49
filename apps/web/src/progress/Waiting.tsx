import type { List } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { formatClock, formatCount } from '../words/format.ts';

/** What waits, for what, and until when. Nobody is called dead for having to wait. */
export function Waiting({ list }: { readonly list: List }) {
  const { greylisted, throttled, nextRetryAt } = list.waiting;
  if (greylisted + throttled === 0) return null;
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
    </ul>
  );
}
