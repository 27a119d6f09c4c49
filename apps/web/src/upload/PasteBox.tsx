import { useState } from 'preact/hooks';
import { formatPlural } from '../words/format.ts';

/** Addresses pasted as text: one in a line, or rows copied from a spreadsheet. */
export function PasteBox({ onText }: { readonly onText: (text: string) => void }) {
  const [text, setText] = useState('');
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (lines > 0) onText(text);
  };
  return (
    <form class="paste-box" onSubmit={submit}>
      <label for="paste">Or paste addresses</label>
      <textarea
        id="paste"
        rows={6}
        value={text}
        spellcheck={false}
        autocomplete="off"
        placeholder={'ada@example.com\ngrace@example.org'}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="paste-foot">
        <span class="muted small">
          {lines === 0 ? 'One in a line, or rows of a sheet' : formatPlural(lines, 'line')}
        </span>
        <button type="submit" class="button" disabled={lines === 0}>
          Use these
        </button>
      </div>
    </form>
  );
}
