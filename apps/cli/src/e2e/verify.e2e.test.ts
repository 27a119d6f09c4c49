import { waitUntil } from '@mailsift/testing';
import { expect, test } from 'vitest';
import { startSystem } from './system.fixture.ts';

test('single addresses are verified by the workers: alone, together, and in the Bulk Email Checker shape', async () => {
  const { url } = await startSystem({ workers: 1 });
  const one = await fetch(`${url}/v1/verify?email=user-one@exists.test&timeout=30s`);
  expect(await one.json()).toMatchObject({ email: 'user-one@exists.test', status: 'passed', event: 'mailbox_exists' });
  const emails = ['unknown-two@exists.test', 'not an address', 'user@null-mx.test'];
  const body = JSON.stringify({ emails, timeout: '30s' });
  const headers = { 'Content-Type': 'application/json' };
  const together = await fetch(`${url}/v1/verify`, { method: 'POST', body, headers });
  expect(together.status).toBe(200);
  expect(await together.json()).toMatchObject({
    pending: 0,
    results: [{ event: 'mailbox_does_not_exist' }, { event: 'invalid_syntax' }, { event: 'mxserver_does_not_exist' }],
  });
  const shaped = await fetch(`${url}/real-time/?key=&email=user-four@exists.test`);
  expect(await shaped.json()).toMatchObject({ status: 'passed', mailbox: 'user-four', domain: 'exists.test' });
  const counted = await waitUntil(async () => {
    const numbers = await (await fetch(`${url}/metrics`)).text();
    return /^mailsift_verdicts_total\{.*event="mailbox_exists".*\} 2$/m.test(numbers) ? numbers : null;
  });
  expect(counted).toMatch(/^mailsift_admissions_total\{.*outcome="granted".*\} [1-9]/m);
  expect(counted).toMatch(/^mailsift_stage_seconds_count\{.*stage="check".*\} [1-9]/m);
  expect(counted).toMatch(/^mailsift_queue_jobs\{queue="check",state="waiting"\} 0$/m);
});
