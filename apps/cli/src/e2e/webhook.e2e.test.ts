import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { portOf, stopAtEnd, waitUntil } from '@mailsift/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startSystem } from './system.fixture.ts';

const logSchema = z.looseObject({ state: z.string() });
const SECRET = 'the-secret-of-the-test';

test('the webhook of a list comes after its end, signed, again after a failure, and the API tells of both', async () => {
  const received: string[] = [];
  const server = createServer(async (req, res) => {
    const body = await text(req);
    const signed = `${req.headers['webhook-id']}.${req.headers['webhook-timestamp']}.${body}`;
    const expected = `v1,${createHmac('sha256', SECRET).update(signed).digest('base64')}`;
    received.push(req.headers['webhook-signature'] === expected ? body : 'forged');
    res.writeHead(received.length === 1 ? 503 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopAtEnd('the receiver', () => void server.close());
  const env = { WEBHOOK_SECRET: SECRET, WEBHOOK_DELAYS: '1s,1s' };
  const { url, client } = await startSystem({ workers: 1, env });
  const query = `webhookUrl=${encodeURIComponent(`http://127.0.0.1:${portOf(server)}/hook`)}`;
  const headers = { 'Content-Type': 'text/csv' };
  const answer = await fetch(`${url}/v1/lists?${query}`, { method: 'POST', headers, body: 'user-1@exists.test\n' });
  const { id } = z.object({ id: z.string() }).parse(await answer.json());
  const log = await waitUntil(async () => {
    const log = logSchema.parse(await (await fetch(`${url}/v1/lists/${id}/webhooks`)).json());
    return log.state === 'delivered' ? log : null;
  });
  expect(log).toMatchObject({ event: `evt_${id}`, attempts: [{ status: 503 }, { status: 200 }], nextAttemptAt: null });
  expect(received).toHaveLength(2);
  expect(received[0]).toBe(received[1]);
  const list = await client.read(id);
  expect(JSON.parse(received[0] ?? '')).toMatchObject({ type: 'list.completed', data: { id, counts: list.counts } });
});
