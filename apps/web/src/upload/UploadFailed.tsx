import { useState } from 'preact/hooks';
import type { ApiError } from '../api/apiError.ts';
import { Problem } from '../parts/Problem.tsx';

interface UploadFailedProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
  readonly onColumn: (column: number) => void;
  readonly onClose: () => void;
}

/** Why an upload came to nothing, and the next step: another try, a column, or another file. */
export function UploadFailed({ error, onRetry, onColumn, onClose }: UploadFailedProps) {
  const canRetry = error.status === 0 || error.status >= 500 || error.status === 429;
  const asksColumn = error.status === 422 && error.columns.length > 0;
  return (
    <div class="card upload-failed">
      <Problem error={asksColumn ? { message: error.message, detail: '' } : error} />
      {asksColumn && <ColumnForm columns={error.columns} onColumn={onColumn} />}
      <div class="row-of-buttons">
        {canRetry && (
          <button type="button" class="button primary" onClick={onRetry}>
            Try again
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          Choose another file
        </button>
      </div>
    </div>
  );
}

function ColumnForm({
  columns,
  onColumn,
}: {
  readonly columns: readonly string[];
  readonly onColumn: (column: number) => void;
}) {
  const [column, setColumn] = useState(1);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onColumn(column);
  };
  return (
    <form class="column-form" onSubmit={submit}>
      <label class="field">
        <span>Which column holds the addresses?</span>
        <select value={column} onChange={(event) => setColumn(Number(event.currentTarget.value))}>
          {columns.map((name, index) => (
            <option key={`${index}${name}`} value={index + 1}>
              {index + 1}: {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button primary">
        Use this column
      </button>
    </form>
  );
}
