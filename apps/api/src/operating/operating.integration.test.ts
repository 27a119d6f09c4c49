import { createApiKey, createFolderStore } from '@mailsift/lists';
import { createTestDir } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { startChecking } from '../realtime/checks.fixture.ts';
import { jsonOf, problemOf, startTestApi } from '../testApi.fixture.ts';

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const PATHS = ['/metrics', '/v1/lanes', '/queues', '/queues/api/queues'] as const;

async function startOperated() {
  const store = createFolderStore(await createTestDir());
  const made = async (isAdmin: boolean) => (await createApiKey(store, { name: 'x', isAdmin })).token;
  const [admin, other] = [await made(true), await made(false)];
  const api = await startChecking([], { store });
  return { api, other, get: (path: string, key = admin) => fetch(`${api.url}${path}`, { headers: bearer(key) }) };
}

describe('what the operator sees', () => {
  it.each(PATHS)('%s is for admin keys', async (path) => {
    const { api, get, other } = await startOperated();
    expect((await get(path)).status).toBe(200);
    expect(await problemOf(await get(path, other))).toBe('403 admin_required');
    expect(await problemOf(await fetch(`${api.url}${path}`))).toBe('401 unauthorized');
  });

  it('are the lanes that refused us, in their words', async () => {
    const { get } = await startOperated();
    expect(await jsonOf(await get('/v1/lanes'))).toMatchObject({
      lanes: [{ lane: 'microsoft', reply: '5.7.1 our address is refused', until: '1970-01-01T00:00:02.000Z' }],
    });
  });

  it('are numbers of requests by route, never by id, of queues and of lanes', async () => {
    const { get } = await startOperated();
    await get('/v1/lists/0123456789abcdef01234567');
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const text = await answer.text();
    expect(text).toMatch(
      /^mailsift_http_request_seconds_count\{method="GET",route="\/v1\/lists\/:id",status="404"\} 1$/m,
    );
    expect(text).toMatch(/^mailsift_queue_jobs\{queue="split",state="waiting"\} 0$/m);
    expect(text).toMatch(/^mailsift_lane_resting\{identity="default",lane="microsoft"\} 1$/m);
    expect(text).toMatch(/^mailsift_redis_up 1$/m);
    expect(text).not.toContain('0123456789abcdef01234567');
  });

  it('is a page of queues that loads nothing from elsewhere and changes nothing', async () => {
    const { api, get } = await startOperated();
    const page = await get('/queues');
    // The page names fonts of another host: the browser is told to load none.
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';");
    expect(policy).not.toMatch(/https?:|\*/);
    const queues = await (await get('/queues/api/queues')).json();
    expect(queues).toMatchObject({
      queues: expect.arrayContaining([expect.objectContaining({ name: 'finish', readOnlyMode: true })]),
    });
    expect(api.logged).toEqual([]);
  });

  it('is told without Redis what there is', async () => {
    const { url } = await startTestApi();
    expect(await problemOf(await fetch(`${url}/v1/lanes`))).toBe('503 redis_unavailable');
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('mailsift_api_process_cpu_seconds_total');
  });
});
