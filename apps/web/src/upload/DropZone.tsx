import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';

const ACCEPTED = '.csv,.tsv,.txt,.gz,.xlsx,text/csv,text/plain,text/tab-separated-values';

/** A file is dropped anywhere on the page, or chosen by a button, which the keyboard reaches. */
export function DropZone({ onFile }: { readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDroppedFile(onFile);
  const choose = () => {
    const file = input.current?.files?.[0];
    // The same file may be chosen again after it was put right.
    if (input.current !== null) input.current.value = '';
    if (file !== undefined) onFile(file);
  };
  return (
    <div class={isOver ? 'drop-zone over' : 'drop-zone'}>
      <Icon name="upload" class="large-icon" />
      <p class="drop-title">{isOver ? 'Let go to upload' : 'Drop your list here'}</p>
      <input
        ref={input}
        type="file"
        id="file"
        class="visually-hidden"
        accept={ACCEPTED}
        onChange={choose}
        aria-label="Choose a list to upload"
        tabIndex={-1}
      />
      <button type="button" class="button primary" onClick={() => input.current?.click()}>
        Choose a file
      </button>
      <p class="muted small">CSV, TSV, text or Excel, also as .gz. All of your columns are kept.</p>
    </div>
  );
}

/** Whether a file is being dragged over the page; `onFile` gets the one that is dropped. */
function useDroppedFile(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFile);
  latest.current = onFile;
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) latest.current(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}
