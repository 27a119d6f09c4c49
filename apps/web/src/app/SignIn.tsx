import { useRef } from 'preact/hooks';
import { send } from '../api/request.ts';
import { Icon } from '../parts/Icon.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Title } from '../parts/Title.tsx';
import { useAction } from '../parts/useAction.ts';

/** Exchanges an API key for a cookie that scripts cannot read; the key itself is kept nowhere. */
export function SignIn({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const { run, isBusy, error } = useAction(async () => {
    const key = field.current?.value.trim() ?? '';
    await send('/v1/session', { method: 'POST', headers: { Authorization: `Bearer ${key}` } });
    onSignedIn();
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void run();
  };
  const isRefused = error?.status === 401;
  return (
    <section class="narrow-page">
      <form class="card sign-in" onSubmit={submit}>
        <Icon name="key" class="large-icon" />
        <Title>Sign in</Title>
        <p class="muted">
          This server asks for an API key. Whoever runs it makes one with <code>mailsift keys</code>.
        </p>
        <label class="field">
          <span>API key</span>
          <input
            ref={field}
            type="password"
            name="key"
            required
            autocomplete="current-password"
            spellcheck={false}
            aria-invalid={isRefused}
          />
        </label>
        {isRefused && (
          <p class="field-error" role="alert">
            The server does not know this key. Check that it is whole, without spaces.
          </p>
        )}
        {error !== null && !isRefused && <Problem error={error} />}
        <button type="submit" class="button primary" disabled={isBusy}>
          {isBusy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </section>
  );
}
