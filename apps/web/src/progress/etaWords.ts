import type { List } from '../api/schemas.ts';
import { formatDuration, formatRate } from '../words/format.ts';

/** How fast it goes and how long it will take, as far as anybody can know. */
export function etaWords({ state, rate, etaSeconds, addresses, waiting }: List): string {
  switch (state) {
    case 'queued':
      return 'Starts as soon as a worker is free';
    case 'splitting':
      return 'Reading the file: syntax is decided here';
    case 'resolving':
      return 'Looking up the domains';
    case 'paused':
      return 'Paused: nobody is asked until you resume';
    case 'finishing':
      return 'All answers are in; the file is being written';
    default: {
      const isAllWaiting =
        addresses.total !== null && waiting.greylisted + waiting.throttled >= addresses.total - addresses.done;
      if (rate === 0) return isAllWaiting ? 'What is left waits for its next try' : 'Waiting for the first answers';
      const left = etaSeconds === null ? 'time left not known yet' : `about ${formatDuration(etaSeconds)} left`;
      return `${formatRate(rate)} · ${left}`;
    }
  }
}
