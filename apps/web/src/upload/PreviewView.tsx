import { startList } from '../api/lists.ts';
import type { List, Preview } from '../api/schemas.ts';
import { Problem } from '../parts/Problem.tsx';
import { useAction } from '../parts/useAction.ts';
import { FormatChoices } from './FormatChoices.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { usePreview } from './usePreview.ts';

interface PreviewViewProps {
  readonly id: string;
  readonly preview: Preview;
  readonly onStarted: (list: List) => void;
}

/** How the file is read, shown on its first rows, to be put right before anything starts. */
export function PreviewView({ id, preview: first, onStarted }: PreviewViewProps) {
  const { preview, error, change, settled } = usePreview(id, first);
  const start = useAction(async () => {
    const { emailColumn, header, delimiter } = await settled();
    onStarted(await startList(id, { emailColumn, hasHeader: header, delimiter }));
  });
  return (
    <section class="card preview" aria-labelledby="preview-title">
      <h2 id="preview-title">Is this how your file reads?</h2>
      <p class="muted">
        {preview.confidence < 0.8
          ? 'We are not sure which column holds the addresses: please look.'
          : 'These are its first rows. The marked column will be checked.'}
      </p>
      <FormatChoices preview={preview} onChange={change} />
      {error !== null && <Problem error={error} />}
      <PreviewTable preview={preview} onColumn={(emailColumn) => change({ emailColumn })} />
      {start.error !== null && <Problem error={start.error} />}
      <div class="row-of-buttons">
        <button type="button" class="button primary large" disabled={start.isBusy} onClick={() => void start.run()}>
          {start.isBusy ? 'Starting…' : 'Start verifying'}
        </button>
      </div>
    </section>
  );
}
