import type { Download, DownloadOptions, Manifest } from '@mailsift/lists';

export type DownloadRequest = Pick<DownloadOptions, 'filter' | 'format' | 'safe'>;

/** A running list as it is now, undecided rows `pending`; null while its file was not read to the end yet. */
export type OpenPartial = (manifest: Manifest, request: DownloadRequest) => Promise<Download | null>;
