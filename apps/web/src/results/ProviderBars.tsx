import type { List } from '../api/schemas.ts';
import { formatCount, formatDuration, formatShare } from '../words/format.ts';
import { providerWords } from '../words/providerWords.ts';

const MOST_SHOWN = 8;

/** The mail operators of a list by the addresses they answer for. */
export function ProviderBars({ providers }: { readonly providers: List['providers'] }) {
  const total = providers.reduce((sum, { addresses }) => sum + addresses, 0);
  const largest = Math.max(1, ...providers.map(({ addresses }) => addresses));
  const others = providers.slice(MOST_SHOWN).reduce((sum, { addresses }) => sum + addresses, 0);
  return (
    <ul class="bars">
      {providers.slice(0, MOST_SHOWN).map(({ provider, addresses, etaSeconds }) => (
        <li key={provider}>
          <span class="bar-name">{providerWords(provider)}</span>
          <span class="bar-track" aria-hidden="true">
            <span style={{ width: `${(100 * addresses) / largest}%` }} />
          </span>
          <span class="bar-count numbers">
            {formatCount(addresses)} <span class="muted small">{formatShare(addresses, total)}</span>
            {etaSeconds != null && <span class="muted small">, {formatDuration(etaSeconds)} left</span>}
          </span>
        </li>
      ))}
      {others > 0 && (
        <li>
          <span class="bar-name muted">Others</span>
          <span class="bar-track" aria-hidden="true" />
          <span class="bar-count numbers">{formatCount(others)}</span>
        </li>
      )}
    </ul>
  );
}
