import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';

interface SearchFieldProps {
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** How long the typing has to rest before it is searched for. */
const REST_MS = 250;
/** What the API searches for at most. */
const LONGEST = 200;

export function SearchField({ value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const timer = useRef(0);
  // Cleared from outside; what is being typed stays as it is.
  useEffect(() => setText((typed) => (typed.trim() === value ? typed : value)), [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const type = (typed: string) => {
    setText(typed);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onSearch(typed.trim()), REST_MS);
  };
  return (
    <label class="field search-field">
      <span class="visually-hidden">Search all columns</span>
      <Icon name="search" />
      <input
        type="search"
        value={text}
        maxLength={LONGEST}
        placeholder="Search all columns"
        onInput={(event) => type(event.currentTarget.value)}
      />
    </label>
  );
}
