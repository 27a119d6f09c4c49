import { once } from 'node:events';
import { createServer, IncomingMessage, request, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { createFolderStore, type ListView, type Manifest } from '@mailsift/lists';
import { createTestDir, PLAIN_FORMAT, portOf, stopAtEnd, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TIMING } from '../apiContext.ts';
import { createStoreControl } from '../storeControl.fixture.ts';
import { MOST_LISTENERS, ProgressHub } from './progressHub.ts';

const MANIFEST: Manifest = {
  version: 1,
  id: '0123456789abcdef',
  owner: 'local',
  name: 'people.csv',
  createdAt: 0,
  upload: { nonce: 'a', bytes: 1, sha256: '' },
  format: PLAIN_FORMAT,
  start: true,
  webhookUrl: null,
};

/** A hub on a bare server, for a list that the test changes. */
async function startHub() {
  const store = createFolderStore(await createTestDir());
  const control = createStoreControl(store);
  const shown: { state: ListView['state']; name: string; looks: number } = { state: 'verifying', name: '', looks: 0 };
  const view = async (manifest: Manifest): Promise<ListView> => {
    shown.looks++;
    return { ...(await control.view(manifest)), state: shown.state, name: `${shown.looks} ${shown.name}` };
  };
  const watched = { ...control, view, find: async () => MANIFEST };
  const timing = { ...DEFAULT_TIMING, pollMs: 2 };
  const hub = new ProgressHub({ store, control: watched, log: console, timing });
  const responses: ServerResponse[] = [];
  const server = createServer((_req, res) => {
    responses.push(res);
    hub.subscribe(MANIFEST, res);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stopAtEnd('the hub', async () => {
    hub.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const port = portOf(server);
  const listen = async () => {
    const asking = request({ host: '127.0.0.1', port });
    asking.on('error', () => {});
    asking.end();
    const [answer]: IncomingMessage[] = await once(asking, 'response');
    if (answer === undefined) throw new Error('No answer');
    answer.on('error', () => {});
    return { answer, stop: () => asking.destroy() };
  };
  return { hub, shown, responses, listen };
}

describe('whoever listens to a list', () => {
  it('shares its looks with the others, and there are none when nobody does', async () => {
    const { hub, listen } = await startHub();
    const listeners = await Promise.all(Array.from({ length: 20 }, listen));
    expect(hub.watched).toBe(1);
    for (const { stop } of listeners) stop();
    await waitUntil(() => hub.watched === 0, { everyMs: 2 });
  });

  it('B1 and does not read, costs a bounded amount of memory, and gets the last state', async () => {
    const { shown, responses, listen } = await startHub();
    shown.name = 'x'.repeat(256 * 1024);
    const { answer } = await listen();
    answer.pause();
    // Some hundred of these would be 64 MB.
    await waitUntil(() => {
      expect(responses[0]?.writableLength).toBeLessThan(2 * 1024 * 1024);
      return shown.looks > 250;
    });
    shown.state = 'completed';
    let text = '';
    answer.setEncoding('utf8');
    for await (const chunk of answer) text += chunk;
    expect(text.length).toBeLessThan(32 * 1024 * 1024);
    expect(text.split('\n\n').at(-2)).toMatch(/^event: done\ndata: .*"state":"completed"/);
  });

  it('is one of so many and no more', async () => {
    const { hub } = await startHub();
    const silent = () => new ServerResponse(new IncomingMessage(new Socket()));
    for (let count = 0; count < MOST_LISTENERS; count++) hub.subscribe(MANIFEST, silent());
    expect(() => hub.subscribe(MANIFEST, silent())).toThrow(expect.objectContaining({ code: 'too_many_listeners' }));
  });
});
