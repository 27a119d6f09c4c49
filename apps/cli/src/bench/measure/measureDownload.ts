import type { DownloadChoice, ListsClient } from '../../client/listsClient.ts';

export interface DownloadSpeed {
  /** Rows of the list, whether the filter let them through or not, a second. */
  readonly rowsPerSecond: number;
  readonly bytes: number;
}

/** Downloads a list by HTTP and throws it away. */
export async function measureDownload(
  client: ListsClient,
  { listId, rows }: { readonly listId: string; readonly rows: number },
  choice: DownloadChoice,
): Promise<DownloadSpeed> {
  const startedAt = performance.now();
  let bytes = 0;
  for await (const chunk of await client.download(listId, choice)) bytes += chunk.byteLength;
  return { rowsPerSecond: rows / ((performance.now() - startedAt) / 1_000), bytes };
}
