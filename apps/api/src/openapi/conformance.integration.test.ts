import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { splitList } from '../download/splitList.fixture.ts';
import { startChecking } from '../realtime/checks.fixture.ts';
import { CSV, createdId, formOf, type TestApi, upload } from '../testApi.fixture.ts';
import { OPERATIONS } from './data/operations.ts';
import {
  type DocumentedOperation,
  documentSchema,
  mountedRoutes,
  operationsOf,
  schemaNames,
} from './document.fixture.ts';
import { problemSchema, SCHEMAS } from './schemas.ts';

const KEY = 'the-key-of-the-conformance-test';
const JSON_TYPE = 'application/json';

interface Sent {
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

let api: TestApi;
let operations: DocumentedOperation[];
let lists: Readonly<Record<'sealed' | 'ready' | 'running' | 'paused' | 'gone', string>>;

beforeAll(async () => {
  api = await startChecking([KEY]);
  const answer = await fetch(`${api.url}/openapi.json`);
  operations = operationsOf(documentSchema.parse(await answer.json()));
  const create = async (fields: Readonly<Record<string, string>> = {}) =>
    createdId(await upload(api, formOf(CSV, fields), { Authorization: `Bearer ${KEY}` }));
  lists = {
    sealed: await create(),
    ready: await create({ start: 'false' }),
    running: await create(),
    paused: await create(),
    gone: await create(),
  };
  await (await splitList(api, lists.sealed)).seal();
});

/** What each call is sent when nothing is wrong. */
const VALID: Readonly<Record<string, () => Sent>> = {
  createList: () => ({ body: formOf(CSV, { name: 'people' }) }),
  readLists: () => ({ query: 'limit=2' }),
  readList: () => ({ path: lists.sealed }),
  startList: () => ({ path: lists.ready, body: '{"emailColumn":2}', headers: { 'Content-Type': JSON_TYPE } }),
  listEvents: () => ({ path: lists.sealed }),
  readWebhooks: () => ({ path: lists.sealed }),
  readResults: () => ({ path: lists.sealed, query: 'status=pending&q=ada&limit=1' }),
  downloadList: () => ({ path: lists.sealed, query: 'format=ndjson', headers: { Range: 'bytes=0-9' } }),
  pauseList: () => ({ path: lists.paused }),
  resumeList: () => ({ path: lists.paused }),
  cancelList: () => ({ path: lists.running }),
  deleteList: () => ({ path: lists.gone }),
  verify: () => ({ query: 'email=ada@example.com&timeout=30s&explain=true' }),
  verifyAll: () => ({ body: '{"emails":["ada@example.com"]}', headers: { 'Content-Type': JSON_TYPE } }),
  readVerification: () => ({ path: 'pending' }),
  realTime: () => ({ query: `key=${KEY}&email=ada@example.com` }),
  postRealTime: () => ({
    body: `key=${KEY}&email=ada@example.com`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  }),
  startSession: () => ({}),
  endSession: () => ({}),
  healthz: () => ({}),
  readyz: () => ({}),
  readLanes: () => ({}),
  metrics: () => ({}),
  openapi: () => ({}),
  docs: () => ({}),
};

function send({ method, path }: DocumentedOperation, sent: Sent, key = KEY): Promise<Response> {
  const at = path.replace('{id}', encodeURIComponent(sent.path ?? lists.sealed));
  const query = sent.query === undefined ? '' : `?${sent.query}`;
  const headers = { Authorization: `Bearer ${key}`, ...sent.headers };
  return fetch(`${api.url}${at}${query}`, { method, headers, body: sent.body ?? null });
}

/** That an answer is one of those the document promises, and holds what it says. */
async function conform(operation: DocumentedOperation, answer: Response): Promise<void> {
  const promised = operation.responses[String(answer.status)];
  const what = `${operation.operationId} answered ${answer.status}`;
  expect(promised, what).toBeDefined();
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const body = await answer.text();
  if (answer.status >= 400 && operation.operationId !== 'readyz') {
    expect(type, what).toBe('application/problem+json');
    const { code, status } = problemSchema.parse(JSON.parse(body));
    expect(status).toBe(answer.status);
    expect(promised?.description, what).toContain(`\`${code}\``);
    return;
  }
  if (promised?.content === undefined) return expect(body).toBe('');
  const content = promised.content[type];
  expect(Object.keys(promised.content), what).toContain(type);
  const names = schemaNames(content?.schema);
  const schemas = Object.entries(SCHEMAS).flatMap(([name, schema]) => (names.includes(name) ? [schema] : []));
  const fits = schemas.filter((schema) => schema.safeParse(JSON.parse(body)).success);
  expect(fits, `${what}: ${body}`).toHaveLength(Math.min(1, names.length));
}

describe('the API as /openapi.json has it', () => {
  it('is OpenAPI 3.1, and knows every route there is', async () => {
    const document = documentSchema.parse(await (await fetch(`${api.url}/openapi.json`)).json());
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
    expect(Object.keys(VALID).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
    const mounted = await mountedRoutes();
    expect(mounted).toHaveLength(OPERATIONS.length);
    for (const { method, path } of mounted) {
      expect(
        operations.some((known) => known.method === method && samePath(known.path, path)),
        `${method} ${path}`,
      ).toBe(true);
    }
  });

  it('is a page as well, which runs nothing', async () => {
    const answer = await fetch(`${api.url}/docs`);
    const page = await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none';style-src 'sha256-/);
    expect(page).not.toMatch(/<script|https?:\/\/(?!your\.server)/);
    for (const { id } of OPERATIONS) expect(page).toContain(`id="${id}"`);
  });

  it.each(OPERATIONS.map(({ id }) => id).filter((id) => id !== 'readVerification'))(
    '%s answers as promised',
    async (id) => {
      const operation = operations.find(({ operationId }) => operationId === id);
      const sent = VALID[id]?.();
      if (operation === undefined || sent === undefined) throw new Error(`${id} is not documented`);
      const answer = await send(operation, sent);
      expect(answer.status, await answer.clone().text()).toBeLessThan(300);
      await conform(operation, answer);
    },
  );

  it('readVerification answers as promised', async () => {
    const ask = operations.find(({ operationId }) => operationId === 'verifyAll');
    const read = operations.find(({ operationId }) => operationId === 'readVerification');
    if (ask === undefined || read === undefined) throw new Error('They are not documented');
    const body = JSON.stringify({ emails: ['a@slow.example', 'b@example.com'], timeout: '20ms' });
    const answer = await send(ask, { body, headers: { 'Content-Type': JSON_TYPE } });
    expect(answer.status).toBe(202);
    const { id } = z.object({ id: z.string() }).parse(await answer.clone().json());
    await conform(ask, answer);
    await conform(read, await send(read, { path: id }));
    for (const email of ['ada@example.com', 'ada@slow.example']) {
      const headers = { 'Content-Type': JSON_TYPE };
      const one = await send(ask, { body: JSON.stringify({ email, timeout: '500ms' }), headers });
      const location = one.headers.get('location');
      await conform(ask, one);
      if (location !== null) await conform(read, await send(read, { path: location.slice('/v1/verify/'.length) }));
    }
  });
});

/** Nothing here is as a call wants it. */
const brokenText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', 'null', '-1', '1e999', '%00', '../../etc/passwd', '__proto__', 'true', '[]', 'x'.repeat(2_000)),
);
const brokenBody = fc.oneof(
  fc.constant(undefined),
  fc.json({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '{"emails":[]}',
    '{"__proto__":{"email":"a@b.c"}}',
    '{"email":{"a":1}}',
    '[[[[',
    '{"rows":{"length":5}}',
  ),
);
const brokenType = fc.constantFrom(
  JSON_TYPE,
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'text/csv',
  'application/gzip',
  'application/json; charset=utf-7',
  'image/png',
);

describe('broken input', () => {
  it.each(OPERATIONS.map(({ id }) => id))('never makes %s fail but with a problem that it promised', async (id) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    if (operation === undefined) throw new Error(`${id} is not documented`);
    const names = [...operation.parameters.map(({ name }) => name), 'colour', 'constructor'];
    const query = fc.array(fc.tuple(fc.constantFrom(...names), brokenText), { maxLength: 3 });
    const path = fc.oneof(
      brokenText.filter((text) => text !== ''),
      fc.constantFrom('0123456789abcdef01234567'),
    );
    const sent = fc.record({ query, path, body: brokenBody, type: brokenType });
    await fc.assert(
      fc.asyncProperty(sent, async ({ query: pairs, path: place, body, type }) => {
        const hasBody = operation.method === 'POST' && body !== undefined;
        const answer = await send(operation, {
          path: Buffer.from(place).toString(),
          query: new URLSearchParams(pairs).toString(),
          ...(hasBody ? { body, headers: { 'Content-Type': type } } : {}),
        });
        if (answer.status < 400) await answer.body?.cancel();
        else await conform(operation, answer);
        expect(answer.status === 503 || answer.status < 500, `${id} answered ${answer.status}`).toBe(true);
      }),
      { numRuns: 25 },
    );
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
  });

  it.each(OPERATIONS.filter(({ access }) => access !== 'anybody').map(({ id }) => id))('%s wants a key', async (id) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    if (operation === undefined) throw new Error(`${id} is not documented`);
    const answer = await send(operation, {}, 'a-wrong-key');
    expect(answer.status).toBe(401);
    await conform(operation, answer);
  });
});

function samePath(documented: string, mounted: string): boolean {
  return documented.replace(/\{(\w+)\}/g, ':$1').replace(/(.)\/$/, '$1') === mounted.replace(/(.)\/$/, '$1');
}
