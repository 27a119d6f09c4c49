import type { Result } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { conversationSteps, type StepState } from './conversationSteps.ts';

const ICONS = { done: 'check', decided: 'check', bad: 'cross', skipped: 'question' } as const satisfies Record<
  StepState,
  string
>;

/** What was said, step by step; the last one decided. */
export function Conversation({ result }: { readonly result: Result }) {
  const steps = conversationSteps(result);
  if (steps.length === 0) return <p class="muted">No mail server was asked.</p>;
  return (
    <ol class="steps">
      {steps.map(({ name, words, state, reply }) => (
        <li key={name} class={`step ${state} ${state === 'bad' ? result.status : ''}`}>
          <span class="step-mark">
            <Icon name={ICONS[state]} />
          </span>
          <div>
            <p>
              <strong>{name}</strong> <span class="muted">{words}</span>
            </p>
            {reply !== null && <p class="reply">{reply}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
