import type { List } from '../api/schemas.ts';
import { Link } from '../app/navigation.tsx';
import { Icon } from '../parts/Icon.tsx';
import { formatCount } from '../words/format.ts';

/** A list whose file turned out to be broken further down than could be seen at its upload. */
export function FailedList({ error }: { readonly error: List['error'] }) {
  const line = error?.line;
  return (
    <section class="card">
      <div class="notice bad" role="alert">
        <Icon name="warning" />
        <div>
          <strong>
            This file could not be read to its end{line === undefined ? '' : `: line ${formatCount(line)}`}
          </strong>
          <p>{error?.message ?? 'No reason was given.'}</p>
        </div>
      </div>
      <p class="muted">Nobody was asked about its addresses. Put the file right and upload it again.</p>
      <Link href="/" class="button primary">
        Upload it again
      </Link>
    </section>
  );
}
