import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Download, type DownloadOptions, openDownload } from '@mailsift/lists';
import { ApiProblem } from '../http/apiProblem.ts';
import { byteRange } from './byteRange.ts';

/** A sealed list never changes: the same question has the same bytes for ever. */
export interface SealedFile {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly download: Download;
}

/** Asked again before it is used again: nothing of a list is to be served from a cache once it is deleted. */
const CACHE_CONTROL = 'private, no-cache';

/** Null: the client has it already (304). @throws ApiProblem `range_not_satisfiable`. */
export async function openSealed(
  options: DownloadOptions,
  headers: IncomingHttpHeaders,
): Promise<SealedFile | { readonly status: 304; readonly headers: SealedFile['headers'] }> {
  const etag = etagOf(options);
  const about = { ETag: etag, 'Cache-Control': CACHE_CONTROL };
  if (namesTag(headers['if-none-match'], etag)) return { status: 304, headers: about };
  const whole = await openDownload(options);
  // Filtered rows are picked out anew for each client: there is no place to begin in the middle.
  if (whole.size === null) return { status: 200, headers: about, download: whole };
  const ranged = { ...about, 'Accept-Ranges': 'bytes' };
  const isCurrent = headers['if-range'] === undefined || headers['if-range'] === etag;
  const range = isCurrent ? byteRange(headers.range, whole.size) : null;
  if (range === null)
    return { status: 200, headers: { ...ranged, 'Content-Length': String(whole.size) }, download: whole };
  whole.stream.destroy();
  if (range === 'unsatisfiable') {
    throw new ApiProblem('range_not_satisfiable', { headers: { 'Content-Range': `bytes */${whole.size}` } });
  }
  const { start, length } = range;
  const partial = {
    ...ranged,
    'Content-Range': `bytes ${start}-${start + length - 1}/${whole.size}`,
    'Content-Length': String(length),
  };
  return { status: 206, headers: partial, download: await openDownload({ ...options, range }) };
}

/** Strong (RFC 9110 section 8.8.3): of the output's own name and what is asked of it. */
function etagOf({ sealed, filter, format, safe }: DownloadOptions): string {
  const asked = JSON.stringify([sealed.nonce, filter, format, safe ?? null]);
  return `"${createHash('sha256').update(asked).digest('base64url').slice(0, 22)}"`;
}

function namesTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
