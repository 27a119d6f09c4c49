import { useState } from 'preact/hooks';
import type { List } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { CustomDownload } from './CustomDownload.tsx';
import { downloadPath, EVERYTHING, type FileKind, rowsInWords, SAFE, SAFE_AND_CATCH_ALL } from './downloadChoice.ts';

const SETS = [
  { name: 'Safe to send', what: 'Mailboxes that exist, without throw-away addresses.', choice: SAFE, isMain: true },
  {
    name: 'Safe + catch-all',
    what: 'And those of servers that accept everything: some may bounce.',
    choice: SAFE_AND_CATCH_ALL,
    isMain: false,
  },
  {
    name: 'Everything',
    what: 'Your file, row by row, with every verdict and reason.',
    choice: EVERYTHING,
    isMain: false,
  },
] as const;

/** The files to take away. Each says what is in it. */
export function Downloads({ list }: { readonly list: List }) {
  const [isForSpreadsheets, setForSpreadsheets] = useState(false);
  const kind: FileKind = { format: 'csv', isForSpreadsheets };
  return (
    <section class="card downloads" aria-labelledby="downloads-title">
      <div class="downloads-head">
        <h2 id="downloads-title">Download</h2>
        <label class="check-field">
          <input
            type="checkbox"
            checked={isForSpreadsheets}
            onChange={(event) => setForSpreadsheets(event.currentTarget.checked)}
          />
          <span>
            For Excel or Sheets <span class="muted small">(cells that would run as formulas become text)</span>
          </span>
        </label>
      </div>
      <ul class="download-sets">
        {SETS.map(({ name, what, choice, isMain }) => (
          <li key={name}>
            <a
              class={isMain ? 'download-set main' : 'download-set'}
              href={downloadPath(list.id, choice, kind)}
              download
            >
              <span class="download-name">
                <Icon name="download" /> {name}
              </span>
              <span class="numbers download-rows">{rowsInWords(list, choice)}</span>
              <span class="download-what">{what}</span>
            </a>
          </li>
        ))}
      </ul>
      <CustomDownload list={list} isForSpreadsheets={isForSpreadsheets} />
    </section>
  );
}
