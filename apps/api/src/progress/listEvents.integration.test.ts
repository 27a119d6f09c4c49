import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createFolderStore, type ListState, type ListView, type Manifest } from '@mailsift/lists';
import { createTestDir, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createStoreControl } from '../storeControl.fixture.ts';
import { CSV, createdId, formOf, problemOf, startTestApi, type TestApi, upload } from '../testApi.fixture.ts';

/** An API whose list is in the state that the test says; `looks` counts how often it was looked at. */
async function startWatched(timing: { heartbeatMs?: number } = {}) {
  const store = createFolderStore(await createTestDir());
  const control = createStoreControl(store);
  const shown: { state: ListState; done: number; looks: number; fails: boolean } = {
    state: 'verifying',
    done: 0,
    looks: 0,
    fails: false,
  };
  const view = async (manifest: Manifest): Promise<ListView> => {
    shown.looks++;
    if (shown.fails) throw new Error('Redis is away');
    const real = await control.view(manifest);
    return { ...real, state: shown.state, addresses: { total: 2, done: shown.done } };
  };
  const api = await startTestApi({
    store,
    control: { ...control, view },
    timing: { pollMs: 5, closeMs: 1_000, ...timing },
  });
  const id = await createdId(await upload(api, formOf(CSV)));
  return { api, shown, id };
}

async function listen(api: TestApi, id: string) {
  const asking = request(`${api.url}/v1/lists/${id}/events`);
  asking.on('error', () => {});
  asking.end();
  const [answer]: IncomingMessage[] = await once(asking, 'response');
  if (answer === undefined) throw new Error('No answer');
  let text = '';
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    text += chunk;
  });
  answer.on('error', () => {});
  const saw = (what: string | RegExp) => waitUntil(() => text.search(what) >= 0, { everyMs: 5 });
  const ended = once(answer, 'end').then(() => text);
  ended.catch(() => {});
  return { answer, saw, ended, stop: () => asking.destroy() };
}

describe('the events of a list', () => {
  it('tell what changed, and end when the list does', async () => {
    const { api, shown, id } = await startWatched();
    const events = await listen(api, id);
    expect(events.answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    await events.saw('"done":0');
    shown.done = 1;
    await events.saw('"done":1');
    shown.done = 2;
    shown.state = 'completed';
    const blocks = (await events.ended).split('\n\n').filter((block) => block.startsWith('event:'));
    const names = blocks.map((block) => /^event: (\w+)\ndata: \{/.exec(block)?.[1]);
    expect(names).toEqual(['progress', 'progress', 'progress', 'done']);
    expect(blocks.at(-1)).toContain('"state":"completed"');
  });

  it('of an ended list are its last state', async () => {
    const { api, shown, id } = await startWatched();
    shown.state = 'failed';
    expect(await (await listen(api, id)).ended).toMatch(/event: progress\ndata: .*\n\nevent: done\ndata: .*\n\n$/);
  });

  it('go on after Redis was away, which is logged once', async () => {
    const { api, shown, id } = await startWatched();
    const events = await listen(api, id);
    await events.saw('"done":0');
    shown.fails = true;
    const looks = shown.looks;
    await waitUntil(() => shown.looks > looks + 3);
    shown.done = 1;
    shown.fails = false;
    await events.saw('"done":1');
    expect(api.logged).toHaveLength(1);
    events.stop();
  });

  it('are kept alive by comments', async () => {
    const { api, id } = await startWatched({ heartbeatMs: 5 });
    const events = await listen(api, id);
    await events.saw(/: alive\n\n: alive\n\n/);
    events.stop();
  });

  it('end when the list is deleted, and when the server closes', async () => {
    const { api, id } = await startWatched();
    const events = await listen(api, id);
    await events.saw('"done":0');
    await fetch(`${api.url}/v1/lists/${id}`, { method: 'DELETE' });
    expect(await events.ended).not.toContain('event: done');
    expect(await problemOf(await fetch(`${api.url}/v1/lists/${id}/events`))).toBe('404 list_not_found');

    const other = await listen(api, await createdId(await upload(api, formOf(CSV))));
    await other.saw('"done":0');
    await api.close();
    await other.ended;
  });

  it('answer HEAD without a stream', async () => {
    const { api, id } = await startWatched();
    const answer = await fetch(`${api.url}/v1/lists/${id}/events`, { method: 'HEAD' });
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
  });
});
