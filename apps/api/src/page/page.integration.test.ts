import { mkdir, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createTestDir } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { problemOf, startTestApi } from '../testApi.fixture.ts';
import { readPage } from './readPage.ts';

const DOCUMENT = '<!doctype html><title>mailsift</title><script type="module" src="/assets/a-1.js"></script>';
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(5_000))});`;

async function startWithPage() {
  const folder = await createTestDir();
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), DOCUMENT);
  await writeFile(join(folder, 'assets/a-1.js'), SCRIPT);
  await writeFile(join(folder, 'notes.md'), 'not of the page');
  return startTestApi({ page: await readPage(folder), apiKeys: ['a-key-of-the-test'] });
}

/** As it is on the wire: fetch would unpack it. */
async function wire(url: string, encoding: string): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': encoding } }, resolve).once('error', reject);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return { answer, body: Buffer.concat(chunks) };
}

describe('the web page', () => {
  it.each(['/', '/lists', '/lists/0123456789abcdef01234567', '/check'])('is at %s, without a key', async (path) => {
    const api = await startWithPage();
    const answer = await fetch(`${api.url}${path}`);
    expect(await answer.text()).toBe(DOCUMENT);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['identity', undefined, (body: Buffer) => body],
  ])('is sent compressed to who accepts %s', async (accepted, coding, unpack) => {
    const api = await startWithPage();
    const { answer, body } = await wire(`${api.url}/assets/a-1.js`, accepted);
    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.headers['vary']).toBe('Accept-Encoding');
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(unpack(body).toString()).toBe(SCRIPT);
    if (coding !== undefined) expect(body.length).toBeLessThan(500);
  });

  it('is not sent again while it is the same', async () => {
    const api = await startWithPage();
    const etag = (await fetch(api.url)).headers.get('etag') ?? '';
    const again = await fetch(api.url, { headers: { 'If-None-Match': etag, 'Cache-Control': '' } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it.each(['/assets/a-2.js', '/notes.md', '/assets/..%2f..%2fpackage.json', '/assets/', '/elsewhere'])(
    'has nothing at %s',
    async (path) => {
      const api = await startWithPage();
      expect(await problemOf(await fetch(`${api.url}${path}`))).toBe('404 not_found');
    },
  );

  it('takes no writes, and lets the API answer its own paths', async () => {
    const api = await startWithPage();
    expect(await problemOf(await fetch(api.url, { method: 'POST' }))).toBe('405 method_not_allowed');
    expect(await problemOf(await fetch(`${api.url}/v1/lists`))).toBe('401 unauthorized');
    const policy = (await fetch(`${api.url}/healthz`)).headers.get('content-security-policy');
    expect(policy).toBe("default-src 'none';frame-ancestors 'none'");
  });

  it('says how it is made where it was not', async () => {
    const api = await startTestApi();
    expect(await problemOf(await fetch(api.url))).toBe('503 page_not_built');
    expect((await fetch(`${api.url}/v1/lists`)).status).toBe(200);
  });
});
