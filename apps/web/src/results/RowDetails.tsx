import type { Row } from '../api/schemas.ts';
import { Conversation } from '../check/Conversation.tsx';
import { ServerFacts } from '../check/ServerFacts.tsx';

/** A row in full: why it was decided so, what was said, and its own columns. */
export function RowDetails({ row: { columns, result } }: { readonly row: Row }) {
  return (
    <div class="row-details">
      <p>{result.details === '' ? 'This row was not checked.' : result.details}</p>
      <div class="row-details-parts">
        <section aria-label="Conversation">
          <Conversation result={result} />
        </section>
        <section aria-label="Facts">
          <ServerFacts result={result} />
          <h3>Your columns</h3>
          <ol class="own-columns">
            {columns.map((cell, index) => (
              <li key={String(index)}>{cell === '' ? <em class="muted">empty</em> : cell}</li>
            ))}
          </ol>
        </section>
      </div>
    </div>
  );
}
