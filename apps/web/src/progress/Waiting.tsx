import type { Lane } from '../api/laneSchemas.ts';
import type { List } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { formatClock, formatCount } from '../words/format.ts';
import { providerWords } from '../words/providerWords.ts';

interface WaitingProps {
  readonly list: List;
  readonly lanes: readonly Lane[];
}

/** What waits, for what, and until when. Nobody is called dead for having to wait. */
export function Waiting({ list, lanes }: WaitingProps) {
  const { greylisted, throttled, nextRetryAt } = list.waiting;
  const refusing = lanes.filter(
    (lane) => isRefusing(lane) && list.providers.some(({ provider }) => provider === lane.lane),
  );
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
      {refusing.map((lane) => (
        <li key={lane.lane} class="notice warn">
          <Icon name="warning" />
          <div>
            <strong>
              {providerWords(lane.lane)} is refusing our IP
              {lane.refusedSince == null ? '' : ` since ${formatClock(lane.refusedSince)}`}
            </strong>
            {lane.reply != null && <p class="reply">{lane.reply}</p>}
            <p>
              Its addresses wait
              {lane.cooldownUntil == null ? '' : ` until ${formatClock(lane.cooldownUntil)}`}; if it goes on, they end
              as unknown, never as failed.
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function isRefusing({ cooldownUntil }: Lane): boolean {
  return cooldownUntil != null && Date.parse(cooldownUntil) > Date.now();
}
