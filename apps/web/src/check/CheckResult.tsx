import type { Checked } from '../api/schemas.ts';
import { flagsOf } from '../parts/Flags.tsx';
import { Icon } from '../parts/Icon.tsx';
import { STATUS_ICONS } from '../parts/StatusChip.tsx';
import { eventWords, FLAGS, STATUS_WORDS } from '../words/verdictWords.ts';
import { Conversation } from './Conversation.tsx';
import { ServerFacts } from './ServerFacts.tsx';
import { SpokenLines } from './SpokenLines.tsx';

/** The verdict first, then why, then all there is to know. */
export function CheckResult({ result }: { readonly result: Checked }) {
  const flags = flagsOf(result);
  const { conversation = [] } = result;
  return (
    <article class={`card check-result ${result.status}`}>
      <header class="verdict">
        <span class="verdict-mark">
          <Icon name={STATUS_ICONS[result.status]} />
        </span>
        <div>
          <p class="verdict-status">{STATUS_WORDS[result.status]}</p>
          <h2 class="verdict-event">{eventWords(result.event)}</h2>
          <p class="address">{result.email}</p>
        </div>
      </header>
      <p class="verdict-details">{result.details}</p>
      {result.emailSuggested !== null && (
        <p class="notice calm">
          <Icon name="question" />
          <span>
            Did you mean <strong>{result.emailSuggested}</strong>?
          </span>
        </p>
      )}
      {flags.length > 0 && (
        <ul class="flag-list" aria-label="Flags">
          {flags.map((flag) => (
            <li key={flag}>
              <span class="flag">{FLAGS[flag].words}</span> <span class="muted small">{FLAGS[flag].meaning}</span>
            </li>
          ))}
        </ul>
      )}
      <div class="check-parts">
        <section aria-labelledby="server-title">
          <h3 id="server-title">The mail server</h3>
          <ServerFacts result={result} />
        </section>
        <section aria-labelledby="steps-title">
          <h3 id="steps-title">The conversation</h3>
          <Conversation result={result} />
        </section>
      </div>
      {conversation.length > 0 && <SpokenLines lines={conversation} />}
    </article>
  );
}
