import { useRef, useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../api/apiError.ts';

export interface Action {
  /** Does it, unless it is being done already. */
  run(): Promise<void>;
  readonly isBusy: boolean;
  /** What went wrong the last time; null while it runs and after success. */
  readonly error: ApiError | null;
  clearError(): void;
}

/** Something a button does that takes a while and may fail. */
export function useAction(work: () => Promise<void>): Action {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const isRunning = useRef(false);
  const run = async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(toApiError(thrown));
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return { run, isBusy, error, clearError: () => setError(null) };
}
