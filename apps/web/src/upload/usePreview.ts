import { useRef, useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../api/apiError.ts';
import { type Format, readList } from '../api/lists.ts';
import type { Preview } from '../api/schemas.ts';

/** One thing about how a file is read. */
export type FormatChange = Pick<Format, 'emailColumn'> | Pick<Format, 'hasHeader'> | Pick<Format, 'delimiter'>;

/** A preview that changes; each change is made to what the one before it came to, however fast they follow each other. */
export function usePreview(id: string, first: Preview) {
  const [preview, setPreview] = useState(first);
  const [error, setError] = useState<ApiError | null>(null);
  const latest = useRef(first);
  const changes = useRef(Promise.resolve());
  const make = async (wanted: FormatChange) => {
    try {
      latest.current = await changed(id, latest.current, wanted);
      setPreview(latest.current);
      setError(null);
    } catch (thrown) {
      setError(toApiError(thrown));
    }
  };
  return {
    preview,
    error,
    change(wanted: FormatChange): void {
      changes.current = changes.current.then(() => make(wanted));
    },
    /** The preview when all changes are made. */
    async settled(): Promise<Preview> {
      await changes.current;
      return latest.current;
    },
  };
}

async function changed(id: string, preview: Preview, wanted: FormatChange): Promise<Preview> {
  // The same cells, whichever column is looked at.
  if ('emailColumn' in wanted) return { ...preview, emailColumn: wanted.emailColumn, confidence: 1 };
  const { emailColumn, delimiter } = preview;
  // With another delimiter there are other columns: which holds the addresses is found out anew.
  const format = 'delimiter' in wanted ? wanted : { emailColumn, delimiter, ...wanted };
  const { preview: read } = await readList(id, format);
  return read ?? preview;
}
