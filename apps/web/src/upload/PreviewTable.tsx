import type { Preview } from '../api/schemas.ts';

interface PreviewTableProps {
  readonly preview: Preview;
  readonly onColumn: (emailColumn: number) => void;
}

const SHOWN_ROWS = 8;

/** The first rows of a file; a click on the head of a column makes it the one that is checked. */
export function PreviewTable({ preview, onColumn }: PreviewTableProps) {
  const { columns, rows, emailColumn } = preview;
  const mark = (index: number) => (index + 1 === emailColumn ? 'marked' : '');
  return (
    <section class="table-box" aria-label="First rows of the file">
      <table class="preview-table">
        <thead>
          <tr>
            {columns.map((name, index) => (
              <th key={`${index}${name}`} scope="col" class={mark(index)}>
                <button type="button" aria-pressed={index + 1 === emailColumn} onClick={() => onColumn(index + 1)}>
                  {name === '' ? `column ${index + 1}` : name}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN_ROWS).map((cells, row) => (
            // Rows have no name of their own, and never move.
            <tr key={String(row)}>
              {columns.map((name, index) => (
                <td key={`${index}${name}`} class={mark(index)}>
                  {cells[index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
