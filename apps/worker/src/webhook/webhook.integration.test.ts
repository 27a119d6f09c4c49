import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import {
  commitManifest,
  createFolderStore,
  deleteList,
  failList,
  isSettled,
  type Manifest,
  noteWebhook,
  openWebhooks,
  readWebhookAttempts,
} from '@mailsift/lists';
import { createLogger, parseEnv } from '@mailsift/runtime';
import { createTestDir, PLAIN_FORMAT, portOf, SELF_SIGNED, stopAtEnd } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { webhook } from '../webhook.ts';

const SECRET = 'the-secret-of-the-test';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A receiver that answers each message with the next of some statuses. */
async function startReceiver(statuses: readonly number[]) {
  const received: Received[] = [];
  const left = [...statuses];
  const server = createServer(async (req, res) => {
    received.push({ headers: req.headers, body: await text(req) });
    res.writeHead(left.shift() ?? 200, { Location: 'http://127.0.0.1:1/elsewhere' }).end('x'.repeat(100_000));
  });
  return { received, url: `http://127.0.0.1:${await listen(server)}/hook?a=1` };
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopAtEnd('a receiver', () => {
    server.close();
    server.closeAllConnections();
  });
  return portOf(server);
}

/** A list that has failed, with a webhook. */
async function startFailed(webhookUrl: string, env: Readonly<Record<string, string>> = {}) {
  const store = createFolderStore(await createTestDir());
  const id = randomUUID().replaceAll('-', '').slice(0, 24);
  const upload = { nonce: 'n', bytes: 1, sha256: 'x' };
  const manifest: Manifest = {
    version: 1,
    id,
    owner: 'ada',
    name: 'people',
    createdAt: 0,
    upload,
    format: PLAIN_FORMAT,
    start: true,
    webhookUrl,
  };
  await noteWebhook(store, id);
  await commitManifest(store, manifest);
  const settings = parseEnv({
    WEBHOOK_SECRET: SECRET,
    WEBHOOK_DELAYS: '1ms,1ms',
    ALLOW_PRIVATE_NETWORKS: 'true',
    ...env,
  });
  const context = { store, settings, log: createLogger({ level: 'silent', name: 'webhooks' }) };
  const open = async () => {
    const ids: string[] = [];
    for await (const open of openWebhooks(store)) ids.push(open);
    return ids;
  };
  return {
    store,
    id,
    open,
    fail: () => failList(store, id, { at: 1_000, code: 'broken_quote', message: 'A quote is never closed', line: 3 }),
    send: () => webhook(context, id),
    attempts: () => readWebhookAttempts(store, id),
  };
}

/** Sends until nothing more is to be sent. */
async function sendAll({ send, attempts }: Awaited<ReturnType<typeof startFailed>>): Promise<void> {
  while (!isSettled(await attempts())) await send();
}

describe('a webhook', () => {
  it('is sent once the list has ended, signed over id, time and body', async () => {
    const { url, received } = await startReceiver([200]);
    const list = await startFailed(url);
    await list.send();
    expect([received, await list.open()]).toEqual([[], [list.id]]);
    await list.fail();
    await list.send();
    await list.send();
    expect(received).toHaveLength(1);
    const { headers, body } = received[0] ?? { headers: {}, body: '' };
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', SECRET).update(signed).digest('base64')}`);
    expect(JSON.parse(body)).toMatchObject({
      id: `evt_${list.id}`,
      type: 'list.failed',
      createdAt: '1970-01-01T00:00:01.000Z',
      data: { id: list.id, state: 'failed', error: { code: 'broken_quote', line: 3 } },
    });
    expect(await list.attempts()).toMatchObject([{ status: 200, error: null, nextAt: null }]);
    expect(await list.open()).toEqual([]);
  });

  it('is sent again, the same, until it is answered 2xx; redirects are not followed', async () => {
    const { url, received } = await startReceiver([500, 302, 204]);
    const list = await startFailed(url);
    await list.fail();
    await sendAll(list);
    expect((await list.attempts()).map(({ status, error }) => [status, error])).toEqual([
      [500, 'it answered 500'],
      [302, 'it redirects (302), which is not followed'],
      [204, null],
    ]);
    expect(new Set(received.map(({ headers, body }) => `${headers['webhook-id']}${body}`)).size).toBe(1);
  });

  it('is given up after its last delay, and the log says why', async () => {
    const list = await startFailed('http://127.0.0.1:1/');
    await list.fail();
    await sendAll(list);
    expect((await list.attempts()).map(({ error }) => error)).toEqual(
      Array(3).fill('it could not be reached (ECONNREFUSED)'),
    );
    expect(await list.open()).toEqual([]);
  });

  it('S1 goes by https to public addresses alone, however they are spelled', async () => {
    const { url, received } = await startReceiver([]);
    const { port } = new URL(url);
    const refused = { ALLOW_PRIVATE_NETWORKS: 'false', WEBHOOK_DELAYS: 'none' };
    for (const at of [
      url,
      `https://127.0.0.1:${port}/`,
      `https://0x7f.1:${port}/`,
      `https://[::ffff:127.0.0.1]:${port}/`,
      `https://localhost:${port}/`,
      'https://169.254.169.254/',
    ]) {
      const list = await startFailed(at, refused);
      await list.fail();
      await list.send();
      const [attempt] = await list.attempts();
      expect(attempt?.error).toMatch(/not https|no address on the open Internet/);
    }
    expect(received).toEqual([]);
  });

  it('is not sent to who cannot prove the name', async () => {
    const server = createTlsServer(SELF_SIGNED, (_req, res) => res.end());
    const list = await startFailed(`https://localhost:${await listen(server)}/`, { WEBHOOK_DELAYS: 'none' });
    await list.fail();
    await list.send();
    const [attempt] = await list.attempts();
    expect(attempt?.error).toMatch(
      /^it could not be reached \((DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID)\)$/,
    );
  });

  it('X1 of a list that was deleted is not sent, and its note goes', async () => {
    const { url, received } = await startReceiver([]);
    const list = await startFailed(url);
    await list.fail();
    await deleteList(list.store, list.id);
    await list.send();
    expect([received, await list.open()]).toEqual([[], []]);
  });
});
