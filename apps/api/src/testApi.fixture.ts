import { tmpdir } from 'node:os';
import { createFolderStore, type Store } from '@mailsift/lists';
import { createTestDir, stopAtEnd } from '@mailsift/testing';
import { z } from 'zod';
import { type ApiOptions, startApi } from './startApi.ts';
import { createStoreControl } from './storeControl.fixture.ts';

export const MAX_UPLOAD = 4 * 1024 * 1024;

export interface TestApi {
  readonly url: string;
  readonly port: number;
  readonly store: Store;
  /** Where the store is, unless the test gave one. */
  readonly folder: string;
  /** What was logged as warning or error. */
  readonly logged: unknown[];
  close(): Promise<void>;
  /** Keys in the store, sorted. */
  stored(): Promise<string[]>;
}

type Overrides = Partial<Omit<ApiOptions, 'settings'>> & {
  readonly apiKeys?: readonly string[];
  readonly apiRateLimit?: number;
  readonly webhookSecret?: string | null;
};

/** An API on a free port, over an empty store in a folder of the test. */
export async function startTestApi({
  apiKeys = [],
  apiRateLimit = 10_000,
  webhookSecret = 'secret-of-webhooks',
  ...overrides
}: Overrides = {}): Promise<TestApi> {
  const folder = await createTestDir();
  const store = overrides.store ?? createFolderStore(folder);
  const logged: unknown[] = [];
  const keep = (line: unknown) => void logged.push(line);
  const api = await startApi({
    settings: {
      host: '127.0.0.1',
      port: 0,
      apiKeys: [...apiKeys],
      maxUploadSize: MAX_UPLOAD,
      apiRateLimit,
      allowPrivateNetworks: false,
      webhookSecret,
    },
    store,
    control: createStoreControl(store),
    scratch: tmpdir(),
    redisReady: () => true,
    enrich: () => ({ geo: '', city: '', isp: '' }),
    log: { debug: () => {}, info: () => {}, warn: keep, error: keep },
    timing: { pollMs: 10, closeMs: 1_000 },
    ...overrides,
  });
  stopAtEnd('the API', () => api.close());
  const stored = async () => {
    const keys: string[] = [];
    for (const prefix of ['inbox/', 'manifests/', 'ages/', 'owners/', 'tombstones/', 'lists/']) {
      for await (const key of store.list(prefix)) keys.push(key);
    }
    return keys.sort();
  };
  return { ...api, folder, store, logged, stored };
}

export const CSV = 'name,email\nAda,ada@example.com\nBob,bob@example.org\n';

/** A form with a file, and fields before and after it. */
export function formOf(content: string | Uint8Array<ArrayBuffer>, before: Fields = {}, after: Fields = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(before)) form.append(name, value);
  form.append('file', new Blob([content]), 'people.csv');
  for (const [name, value] of Object.entries(after)) form.append(name, value);
  return form;
}

type Fields = Readonly<Record<string, string>>;

export function upload(api: Pick<TestApi, 'url'>, form: FormData, headers: Fields = {}): Promise<Response> {
  return fetch(`${api.url}/v1/lists`, { method: 'POST', body: form, headers });
}

const jsonSchema = z.record(z.string(), z.unknown());

/** The JSON object of an answer. */
export async function jsonOf(answer: Response): Promise<Record<string, unknown>> {
  return jsonSchema.parse(await answer.json());
}

/** Status and code of a problem; what it must hold besides is checked. */
export async function problemOf(answer: Response): Promise<string> {
  if (answer.headers.get('content-type') !== 'application/problem+json; charset=utf-8') {
    throw new Error(`${answer.status} is no problem+json: ${await answer.text()}`);
  }
  const body = problemSchema.parse(await answer.json());
  if (body.type !== `urn:mailsift:problem:${body.code}`) throw new Error(`The type is ${body.type}`);
  if (body.status !== answer.status) throw new Error(`The status is ${answer.status}, and ${body.status} in the body`);
  return `${body.status} ${body.code}`;
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string().min(1),
  status: z.number(),
  code: z.string(),
  detail: z.string().min(1),
});

/** The id of a list that was just made. */
export async function createdId(answer: Response): Promise<string> {
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}
