import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { VerifiedAddress, VerifyRequest } from '../ports.ts';
import { jsonOf, problemOf, startTestApi } from '../testApi.fixture.ts';

const RESULT: VerifiedAddress = {
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
  isGibberish: null,
  mxEnrichment: { mxHost: 'mx.example.com', mxIp: '192.0.2.1', mxGeo: null, mxCity: null, mxIsp: null },
  cause: null,
  rule: 'accepted',
  smtp: null,
  attempts: 1,
  verifiedAt: '2026-01-01T00:00:00.000Z',
  execution: 0.25,
};

/** A verifier that decides every address but those of `slow.example`. */
async function startVerifying(apiKeys: readonly string[] = []) {
  const asked: VerifyRequest[] = [];
  const api = await startTestApi({
    apiKeys,
    verifyAddress: async (wanted) => {
      asked.push(wanted);
      if (wanted.email.endsWith('@broken.example')) throw new Error('broken');
      return wanted.email.endsWith('@slow.example')
        ? { kind: 'pending', id: 'v1' }
        : { kind: 'result', result: RESULT };
    },
    findVerification: async (owner, id) =>
      owner === 'local' && id === 'v1' ? { kind: 'result', result: RESULT } : null,
  });
  return { api, asked };
}

describe('/v1/verify', () => {
  it('answers a query, JSON and a form alike', async () => {
    const { api, asked } = await startVerifying();
    const url = `${api.url}/v1/verify`;
    const json = JSON.stringify({ email: 'ada@example.com', timeout: 3 });
    const answers = [
      await fetch(`${url}?email=ada%2Btag@example.com&timeout=500ms`),
      await fetch(url, { method: 'POST', body: json, headers: { 'Content-Type': 'application/json' } }),
      await fetch(url, { method: 'POST', body: new URLSearchParams({ email: 'ada@example.com' }) }),
    ];
    for (const answer of answers) expect(await jsonOf(answer)).toEqual(RESULT);
    expect(asked.map(({ email, timeoutMs, owner }) => [email, timeoutMs, owner])).toEqual([
      ['ada+tag@example.com', 500, 'local'],
      ['ada@example.com', 3_000, 'local'],
      ['ada@example.com', 15_000, 'local'],
    ]);
  });

  it('past its time says where the result will be', async () => {
    const { api } = await startVerifying();
    const answer = await fetch(`${api.url}/v1/verify?email=ada@slow.example`);
    expect([answer.status, answer.headers.get('location')]).toEqual([202, '/v1/verify/v1']);
    expect(await jsonOf(await fetch(`${api.url}/v1/verify/v1`))).toEqual(RESULT);
    expect(await problemOf(await fetch(`${api.url}/v1/verify/v2`))).toBe('404 verification_not_found');
  });

  it('refuses what makes no sense', async () => {
    const { api } = await startVerifying();
    for (const query of ['', 'email=', 'email=a@b.c&timeout=2h', 'email=a@b.c&timeout=0', 'email=a@b.c&email=d@e.f']) {
      expect(await problemOf(await fetch(`${api.url}/v1/verify?${query}`))).toBe('400 invalid_request');
    }
    const without = await startTestApi();
    expect(await problemOf(await fetch(`${without.url}/v1/verify?email=a@b.c`))).toBe('503 real_time_unavailable');
  });

  it('tells the verifier when the client has gone', async () => {
    let gone: (value: unknown) => void = () => {};
    const aborted = new Promise((resolve) => {
      gone = resolve;
    });
    let stop = () => {};
    const api = await startTestApi({
      verifyAddress: ({ signal }) => {
        stop();
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('The client has gone'));
            gone(true);
          });
        });
      },
    });
    const asking = request(`${api.url}/v1/verify?email=a@example.com`);
    stop = () => asking.destroy();
    asking.end();
    await once(asking, 'error');
    expect(await aborted).toBe(true);
  });
});

describe('/real-time/', () => {
  it('has the shape of Bulk Email Checker', async () => {
    const { api } = await startVerifying(['a-key-of-the-test']);
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
    const { api } = await startVerifying();
    const answer = await fetch(`${api.url}/real-time/?email=ada@example.com&xml=true`);
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(await answer.text()).toContain('<details>It said &lt;yes&gt; &amp; ? meant it.</details>');
  });

  it.each(['ada@slow.example', 'ada@broken.example'])('always has a status: %s', async (email) => {
    const { api } = await startVerifying();
    const answer = await fetch(`${api.url}/real-time/?email=${email}`);
    expect(answer.status).toBe(200);
    expect(await jsonOf(answer)).toMatchObject({ status: 'unknown', event: 'inconclusive', email });
  });
});
