import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../api/apiError.ts';
import type { Checked } from '../api/schemas.ts';
import { Problem } from '../parts/Problem.tsx';
import { Title } from '../parts/Title.tsx';
import { askAddress } from './askAddress.ts';
import { CheckResult } from './CheckResult.tsx';

type CheckState =
  | { readonly step: 'idle' }
  | { readonly step: 'asking'; readonly email: string; readonly isSlow: boolean }
  | { readonly step: 'answered'; readonly result: Checked }
  | { readonly step: 'failed'; readonly error: ApiError };

/** One address, checked while one waits. */
export function CheckScreen() {
  const [email, setEmail] = useState('');
  const [state, setState] = useState<CheckState>({ step: 'idle' });
  const asking = useRef(new AbortController());
  useEffect(() => () => asking.current.abort(), []);
  const check = async (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = email.trim();
    if (wanted === '') return;
    asking.current.abort();
    const abort = new AbortController();
    asking.current = abort;
    const show = (next: CheckState) => {
      if (!abort.signal.aborted) setState(next);
    };
    show({ step: 'asking', email: wanted, isSlow: false });
    try {
      const waiting = () => show({ step: 'asking', email: wanted, isSlow: true });
      show({ step: 'answered', result: await askAddress(wanted, abort.signal, waiting) });
    } catch (error) {
      show({ step: 'failed', error: toApiError(error) });
    }
  };
  const stop = () => {
    asking.current.abort();
    setState({ step: 'idle' });
  };
  return (
    <div class="check-page">
      <div class="hero">
        <Title>Check one address</Title>
        <p class="lead">Its mail server is asked whether the mailbox exists. No mail is sent.</p>
      </div>
      <form class="check-form" onSubmit={(event) => void check(event)}>
        <label class="visually-hidden" for="email">
          Email address
        </label>
        {/* Not type=email: what is no address gets its verdict like any other. */}
        <input
          id="email"
          inputMode="email"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={1000}
          placeholder="someone@example.com"
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <button type="submit" class="button primary large" disabled={state.step === 'asking'}>
          {state.step === 'asking' ? 'Asking…' : 'Check'}
        </button>
      </form>
      <div aria-live="polite" class="check-answer">
        <Answer state={state} onStop={stop} />
      </div>
    </div>
  );
}

interface AnswerProps {
  readonly state: CheckState;
  readonly onStop: () => void;
}

function Answer({ state, onStop }: AnswerProps) {
  switch (state.step) {
    case 'idle':
      return null;
    case 'asking':
      return (
        <div class="card asking">
          <span class="spinner" aria-hidden="true" />
          {state.isSlow ? (
            <div>
              <strong>No verdict yet</strong>
              <p class="muted">
                The mail server wants us to come back later, or limits how much it may be asked. That can take minutes;
                you can wait here.
              </p>
            </div>
          ) : (
            <p>Asking the mail server of {state.email}…</p>
          )}
          {state.isSlow && (
            <button type="button" class="button" onClick={onStop}>
              Stop waiting
            </button>
          )}
        </div>
      );
    case 'answered':
      return <CheckResult result={state.result} />;
    case 'failed':
      return <Problem error={state.error} />;
    default:
      return state satisfies never;
  }
}
