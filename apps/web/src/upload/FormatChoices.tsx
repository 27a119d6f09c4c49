import type { Preview } from '../api/schemas.ts';
import type { FormatChange } from './usePreview.ts';

const DELIMITERS = [
  [',', 'Comma ,'],
  [';', 'Semicolon ;'],
  ['\t', 'Tab'],
  ['|', 'Pipe |'],
] as const;

interface FormatChoicesProps {
  readonly preview: Preview;
  readonly onChange: (change: FormatChange) => void;
}

/** Column, delimiter and header as they were found out. With another delimiter or header the server reads anew. */
export function FormatChoices({ preview, onChange }: FormatChoicesProps) {
  const { columns, delimiter, header: hasHeader, emailColumn } = preview;
  return (
    <div class="format-choices">
      <label class="field">
        <span>Column with the addresses</span>
        <select value={emailColumn} onChange={(event) => onChange({ emailColumn: Number(event.currentTarget.value) })}>
          {columns.map((name, index) => (
            <option key={`${index}${name}`} value={index + 1}>
              {name === '' ? `column ${index + 1}` : name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Columns are separated by</span>
        <select value={delimiter} onChange={(event) => onChange({ delimiter: event.currentTarget.value })}>
          {DELIMITERS.map(([sign, words]) => (
            <option key={sign} value={sign}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label class="check-field">
        <input
          type="checkbox"
          checked={hasHeader}
          onChange={(event) => onChange({ hasHeader: event.currentTarget.checked })}
        />
        <span>The first row names the columns</span>
      </label>
    </div>
  );
}
