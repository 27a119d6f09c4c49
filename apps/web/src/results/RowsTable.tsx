import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Row } from '../api/schemas.ts';
import { Flags } from '../parts/Flags.tsx';
import { Icon } from '../parts/Icon.tsx';
import { StatusChip } from '../parts/StatusChip.tsx';
import { causeWords } from '../words/causeWords.ts';
import { formatCount } from '../words/format.ts';
import { eventWords } from '../words/verdictWords.ts';
import { RowDetails } from './RowDetails.tsx';

/** Rows with their verdicts. What stands in a cell or a reply is text, whatever it looks like. */
export function RowsTable({ rows }: { readonly rows: readonly Row[] }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <table class="rows-table">
      <thead>
        <tr>
          <th scope="col" class="row-number">
            Row
          </th>
          <th scope="col">Address</th>
          <th scope="col">Verdict</th>
          <th scope="col">Reason</th>
          <th scope="col">Flags</th>
          <th scope="col">
            <span class="visually-hidden">Details</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.row}>
            <VerdictRow
              row={row}
              isOpen={open === row.row}
              onToggle={() => setOpen(open === row.row ? null : row.row)}
            />
            {open === row.row && (
              <tr class="details-row">
                <td colSpan={6} id={`details-${row.row}`}>
                  <RowDetails row={row} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

interface VerdictRowProps {
  readonly row: Row;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function VerdictRow({ row: { row, result }, isOpen, onToggle }: VerdictRowProps) {
  const cause = causeWords(result.cause);
  return (
    <tr class={isOpen ? 'verdict-row open' : 'verdict-row'}>
      <td class="row-number numbers">{formatCount(row + 1)}</td>
      <td class="row-address">
        <span class="address">{result.email === '' ? <em class="muted">empty</em> : result.email}</span>
        {result.emailSuggested !== null && <span class="suggested small">Did you mean {result.emailSuggested}?</span>}
      </td>
      <td class="row-verdict">
        <StatusChip status={result.status} />
      </td>
      <td class="row-reason">
        {eventWords(result.event)}
        {cause !== null && <span class="cause muted small">{cause}</span>}
      </td>
      <td class="row-flags">
        <Flags result={result} />
      </td>
      <td class="row-more">
        <button
          type="button"
          class="button quiet icon-only"
          aria-expanded={isOpen}
          aria-controls={`details-${row}`}
          aria-label={`Details of row ${row + 1}`}
          onClick={onToggle}
        >
          <Icon name="chevron" class={isOpen ? 'turned' : ''} />
        </button>
      </td>
    </tr>
  );
}
