import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CommandError } from '../terminal/commandError.ts';
import { isFinal, type ListView, listViewSchema } from './listView.ts';
import { requestError } from './requestError.ts';

export interface ListsClientOptions {
  /** Of the API, without a slash at its end. */
  readonly url: string;
  /** Null where the API asks for none. */
  readonly apiKey: string | null;
  /** Ends every request. */
  readonly signal: AbortSignal;
}

export interface Upload {
  readonly source: Readable;
  readonly name: string;
  /** A name or a number from 1; null leaves it to the API to find out. */
  readonly emailColumn: string | null;
}

export interface DownloadChoice {
  readonly format: 'csv' | 'ndjson';
  /** Comma-separated; null for all. */
  readonly status: string | null;
  readonly exclude: string | null;
}

/** The calls of the HTTP API that a command needs. All reject with a CommandError that says what the API said. */
export interface ListsClient {
  upload(upload: Upload): Promise<ListView>;
  read(listId: string): Promise<ListView>;
  /** The list again and again, until it has ended. */
  follow(listId: string): AsyncGenerator<ListView>;
  download(listId: string, choice: DownloadChoice): Promise<AsyncIterable<Uint8Array>>;
  remove(listId: string): Promise<void>;
  /** The newest lists, at most `limit` of them. */
  newest(limit: number): Promise<readonly ListView[]>;
  change(listId: string, change: ListChange): Promise<ListView>;
}

export const LIST_CHANGES = ['pause', 'resume', 'cancel'] as const;
export type ListChange = (typeof LIST_CHANGES)[number];

const LOOK_EVERY_MS = 500;
const LARGEST_PAGE = 100;
const pageSchema = z.object({ lists: z.array(listViewSchema), nextCursor: z.string().nullable() });

export function createListsClient({ url, apiKey, signal }: ListsClientOptions): ListsClient {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (apiKey !== null) headers.set('Authorization', `Bearer ${apiKey}`);
    const response = await fetch(`${url}${path}`, { ...init, headers, signal }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw new CommandError(`the API at ${url} does not answer; is it running there?`, { cause: error });
    });
    if (!response.ok) throw await requestError(response);
    return response;
  };
  const viewOf = async (response: Response) => listViewSchema.parse(await response.json());
  const read: ListsClient['read'] = async (listId) => viewOf(await call(`/v1/lists/${encodeURIComponent(listId)}`));
  return {
    async upload({ source, name, emailColumn }) {
      const query = queryOf({ name, emailColumn });
      const headers = { 'Content-Type': 'text/csv' };
      return viewOf(await call(`/v1/lists?${query}`, { method: 'POST', body: source, duplex: 'half', headers }));
    },
    read,
    async *follow(listId) {
      for (;;) {
        const list = await read(listId);
        yield list;
        if (isFinal(list)) return;
        await sleep(LOOK_EVERY_MS, null, { signal });
      }
    },
    async download(listId, { format, status, exclude }) {
      const query = queryOf({ format, status, exclude });
      const { body } = await call(`/v1/lists/${encodeURIComponent(listId)}/download?${query}`);
      if (body === null) throw new CommandError('the API sent no file');
      return body;
    },
    async remove(listId) {
      await call(`/v1/lists/${encodeURIComponent(listId)}`, { method: 'DELETE' });
    },
    async newest(limit) {
      const lists: ListView[] = [];
      let cursor: string | null = null;
      do {
        const query = queryOf({ limit: String(Math.min(LARGEST_PAGE, limit - lists.length)), cursor });
        const page: z.infer<typeof pageSchema> = pageSchema.parse(await (await call(`/v1/lists?${query}`)).json());
        lists.push(...page.lists);
        cursor = page.nextCursor;
      } while (cursor !== null && lists.length < limit);
      return lists;
    },
    async change(listId, change) {
      return viewOf(await call(`/v1/lists/${encodeURIComponent(listId)}/${change}`, { method: 'POST' }));
    },
  };
}

function queryOf(fields: Readonly<Record<string, string | null>>): URLSearchParams {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as [string, string]],
  );
  return new URLSearchParams(given);
}
