import { describe, expect, it } from 'vitest';
import { jsonOf, problemOf, startTestApi } from '../testApi.fixture.ts';
import { CONVERSATION, startChecking } from './checks.fixture.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

const RESULT = {
  email: 'ada@example.com',
  status: 'passed',
  event: 'mailbox_exists',
  details: 'It said <yes> & \x07 meant it.',
  emailSuggested: null,
  mailbox: 'ada',
  domain: 'example.com',
  isDisposable: false,
  isFreeService: true,
  isRoleAccount: false,
  isGibberish: false,
  mxEnrichment: { mxHost: 'mx.example.com', mxIp: '192.0.2.1', mxGeo: null, mxCity: null, mxIsp: null },
  cause: null,
  rule: 'accepted',
  smtp: null,
  attempts: 1,
  verifiedAt: '1970-01-01T00:00:00.000Z',
  execution: 0.25,
};

describe('/v1/verify', () => {
  it('answers a query, JSON and a form alike', async () => {
    const url = `${(await startChecking()).url}/v1/verify`;
    const json = JSON.stringify({ email: 'ada@example.com', timeout: 30 });
    const answers = [
      await fetch(`${url}?email=ada@example.com&timeout=30s`),
      await fetch(url, { method: 'POST', body: json, headers: JSON_TYPE }),
      await fetch(url, { method: 'POST', body: new URLSearchParams({ email: 'ada@example.com' }) }),
    ];
    for (const answer of answers) expect(await jsonOf(answer)).toEqual(RESULT);
  });

  it('tells the conversation where that is wanted', async () => {
    const url = `${(await startChecking()).url}/v1/verify`;
    const body = JSON.stringify({ email: 'ada@example.com', explain: true });
    const answers = [
      await fetch(`${url}?email=ada@example.com&explain=true`),
      await fetch(url, { method: 'POST', body, headers: JSON_TYPE }),
    ];
    for (const answer of answers) expect(await jsonOf(answer)).toEqual({ ...RESULT, conversation: CONVERSATION });
    expect(await problemOf(await fetch(`${url}?email=ada@example.com&explain=please`))).toBe('400 invalid_request');
  });

  it('past its time says where the result will be, to who asked alone', async () => {
    const keys = ['first-key-of-the-test', 'second-key-of-the-test'];
    const api = await startChecking(keys);
    const ask = (path: string, key = keys[0]) =>
      fetch(`${api.url}${path}`, { headers: { Authorization: `Bearer ${key}` } });
    const answer = await ask('/v1/verify?email=ada@slow.example&timeout=20ms');
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, location]).toEqual([202, expect.stringMatching(/^\/v1\/verify\/[0-9a-f-]{36}$/)]);
    expect(await jsonOf(answer)).toEqual({ id: location.slice('/v1/verify/'.length), status: 'pending' });
    expect((await ask(location)).status).toBe(202);
    expect(await problemOf(await ask(location, keys[1]))).toBe('404 verification_not_found');
    expect(await problemOf(await ask('/v1/verify/2f1b6f2e-7f5f-4d5a-9b5a-0d6c1f3f9f11'))).toBe(
      '404 verification_not_found',
    );
  });

  it('answers a thousand addresses in their order, and what is known so far past the time', async () => {
    const { url } = await startChecking();
    const ask = (emails: readonly string[], timeout: string) =>
      fetch(`${url}/v1/verify`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ emails, timeout }) });
    const emails = Array.from({ length: 1_000 }, (_, index) => `user-${index}@example.com`);
    const all = await ask(emails, '60s');
    expect(all.status).toBe(200);
    expect(await jsonOf(all)).toMatchObject({
      pending: 0,
      results: emails.map((email) => ({ email, status: 'passed' })),
    });
    const some = await ask(['a@slow.example', 'b@example.com'], '1s');
    expect(some.status).toBe(202);
    const found = await fetch(`${url}${some.headers.get('location')}`);
    expect(found.status).toBe(202);
    expect(await jsonOf(found)).toMatchObject({
      pending: 1,
      results: [
        { email: 'a@slow.example', status: 'pending', event: null },
        { email: 'b@example.com', status: 'passed' },
      ],
    });
    expect(await problemOf(await ask([...emails, 'one@more.example'], '1s'))).toBe('400 invalid_request');
    expect(await problemOf(await ask([], '1s'))).toBe('400 invalid_request');
  });

  it('refuses what makes no sense', async () => {
    const api = await startChecking();
    for (const query of ['', 'email=', 'email=a@b.c&timeout=2h', 'email=a@b.c&timeout=0', 'email=a@b.c&email=d@e.f']) {
      expect(await problemOf(await fetch(`${api.url}/v1/verify?${query}`))).toBe('400 invalid_request');
    }
    const without = await startTestApi();
    expect(await problemOf(await fetch(`${without.url}/v1/verify?email=a@b.c`))).toBe('503 real_time_unavailable');
  });

  it('turns away who comes while too many wait', async () => {
    const { url } = await startChecking([], { mostWaiting: 0 });
    const answer = await fetch(`${url}/v1/verify?email=a@b.c`);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await problemOf(answer)).toBe('503 too_many_checks');
  });
});

describe('/real-time/', () => {
  it('has the shape of Bulk Email Checker', async () => {
    const api = await startChecking(['a-key-of-the-test']);
    const ask = (query: string) => fetch(`${api.url}/real-time/?${query}`);
    expect(await jsonOf(await ask('key=a-key-of-the-test&email=ada@example.com'))).toMatchObject({
      status: 'passed',
      event: 'mailbox_exists',
      emailSuggested: '',
      isGibberish: false,
      mxEnrichment: { mxHost: 'mx.example.com', mxGeo: '' },
    });
    expect(await problemOf(await ask('key=wrong&email=ada@example.com'))).toBe('401 unauthorized');
    expect(await problemOf(await ask('key=a-key-of-the-test'))).toBe('400 invalid_request');
  });

  it('is well-formed XML when that is wanted', async () => {
    const api = await startChecking();
    const answer = await fetch(`${api.url}/real-time/?email=ada@example.com&xml=true`);
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(await answer.text()).toContain('<details>It said &lt;yes&gt; &amp; ? meant it.</details>');
  });

  it('always has a status, also when nobody can be asked', async () => {
    for (const api of [await startChecking([], { mostWaiting: 0 }), await startTestApi()]) {
      const answer = await fetch(`${api.url}/real-time/?email=ada@example.com`);
      expect(answer.status).toBe(200);
      expect(await jsonOf(answer)).toMatchObject({
        status: 'unknown',
        event: 'inconclusive',
        email: 'ada@example.com',
      });
    }
  });
});
