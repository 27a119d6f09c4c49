import { type Delimiter, IntakeError, type SniffHints, sniff } from '@mailsift/intake';
import { type ListView, type Manifest, readBytes, storeKeys } from '@mailsift/lists';
import type { ApiContext } from '../apiContext.ts';
import { type FormatOptions, sniffHints } from '../upload/listOptions.ts';
import { HEAD_BYTES } from '../upload/storeUpload.ts';

/** What a person is shown of a `ready` list, to choose how it is read. */
export interface PreviewView {
  readonly columns: readonly string[];
  readonly delimiter: Delimiter;
  /** Whether the first row names the columns. */
  readonly header: boolean;
  /** The first rows, unquoted. */
  readonly rows: readonly (readonly string[])[];
  /** Number of the column that would be checked, from 1. */
  readonly emailColumn: number;
  /** How sure that choice is, 0 to 1. */
  readonly confidence: number;
}

export type PreviewedListView = ListView & { readonly preview?: PreviewView };

/**
 * The JSON of a list; while it is `ready` with its preview: as it would be read, or as it would be with other options.
 *
 * @throws IntakeError where the file cannot be read as the options say.
 */
export async function withPreview(
  context: Pick<ApiContext, 'store' | 'control'>,
  manifest: Manifest,
  options: FormatOptions = {},
): Promise<PreviewedListView> {
  const view = await context.control.view(manifest);
  if (view.state !== 'ready') return view;
  const isAsked = Object.values(options).some((option) => option !== undefined);
  const { complete: _, ...asked } = sniffHints(options, true);
  const sniffed = await sniffUpload(context, manifest, isAsked ? asked : hintsOf(manifest));
  if (!sniffed.ok) {
    if (isAsked) throw new IntakeError(sniffed.problem);
    return view;
  }
  const { columns, rows } = sniffed.preview;
  const { delimiter, hasHeader, emailColumn } = sniffed.format;
  const guess = await sniffUpload(context, manifest, {});
  const confidence = guess.ok && guess.format.emailColumn === emailColumn ? guess.preview.confidence : 1;
  return {
    ...view,
    preview: { columns, delimiter, header: hasHeader, rows, emailColumn: emailColumn + 1, confidence },
  };
}

/** What was said or found out when the list was uploaded. */
function hintsOf({ format: { hasHeader, delimiter, emailColumn } }: Manifest): Omit<SniffHints, 'complete'> {
  return { hasHeader, delimiter, emailColumn: String(emailColumn + 1) };
}

/** Sniffs a stored upload anew. */
export async function sniffUpload(
  { store }: Pick<ApiContext, 'store'>,
  { id, upload }: Manifest,
  hints: Omit<SniffHints, 'complete'>,
) {
  const head = await readBytes(store, storeKeys.upload(id, upload.nonce), { start: 0, length: HEAD_BYTES });
  return sniff(head ?? Buffer.alloc(0), { ...hints, complete: upload.bytes <= HEAD_BYTES });
}
