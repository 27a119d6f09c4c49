import type { ApiError } from '../api/apiError.ts';
import { Icon } from './Icon.tsx';

interface ProblemProps {
  readonly error: Pick<ApiError, 'message' | 'detail'>;
  /** What a button offers to do about it. */
  readonly retry?: (() => void) | undefined;
}

/** What went wrong and what to do, read out at once. */
export function Problem({ error, retry }: ProblemProps) {
  return (
    <div class="notice bad" role="alert">
      <Icon name="warning" />
      <div>
        <strong>{error.message}</strong>
        {error.detail !== '' && <p>{error.detail}</p>}
      </div>
      {retry !== undefined && (
        <button type="button" class="button small" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
