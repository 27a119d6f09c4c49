import type { ConversationLine } from '../api/schemas.ts';

const SPEAKERS = {
  client: { mark: '→', words: 'We said' },
  server: { mark: '←', words: 'It said' },
  note: { mark: '·', words: 'Between' },
} as const satisfies Record<ConversationLine['from'], { readonly mark: string; readonly words: string }>;

/** Every line of the conversation as it went over the wire, with its time. */
export function SpokenLines({ lines }: { readonly lines: readonly ConversationLine[] }) {
  return (
    <details class="spoken" open>
      <summary>Word for word</summary>
      <ol>
        {lines.map(({ at, from, text }, index) => (
          <li key={index} class={from}>
            <span class="spoken-at">{spellTime(at)}</span>
            <span aria-hidden="true">{SPEAKERS[from].mark}</span>
            <span class="visually-hidden">{SPEAKERS[from].words}: </span>
            <span class="spoken-text">{text}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** `12 ms`, `4.2 s`, `360 s`: since the question was asked. */
function spellTime(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  return `${(ms / 1_000).toFixed(ms < 100_000 ? 1 : 0)} s`;
}
