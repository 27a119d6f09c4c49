import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Problem } from './Problem.tsx';
import { useAction } from './useAction.ts';

interface ConfirmProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** What is done, as the button says it. */
  readonly action: string;
  /** The way out, as its button says it. */
  readonly keep: string;
  readonly work: () => Promise<void>;
  readonly onClose: () => void;
}

/** A question before what cannot be undone. The way out has the focus; Escape takes it. */
export function Confirm({ title, children, action, keep, work, onClose }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { run, isBusy, error } = useAction(work);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it goes: so the focus returns to where it was.
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="confirm-title" onClose={onClose}>
      <h2 id="confirm-title">{title}</h2>
      <div class="confirm-text">{children}</div>
      {error !== null && <Problem error={error} />}
      <div class="row-of-buttons end">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {keep}
        </button>
        <button type="button" class="button danger" disabled={isBusy} onClick={() => void run()}>
          {isBusy ? 'One moment…' : action}
        </button>
      </div>
    </dialog>
  );
}
