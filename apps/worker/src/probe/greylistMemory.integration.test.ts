import { createKeys } from '@mailsift/hints';
import { type AddressResult, decidedResult } from '@mailsift/lists';
import { startTestRedis } from '@mailsift/testing';
import { decideSyntax } from '@mailsift/verdict';
import { expect, it } from 'vitest';
import { createGreylistMemory } from './greylistMemory.ts';

const server = await startTestRedis();
const WHERE = { identity: 'aaaaaaaaaa', domain: 'example.com' };
const greylistDelaysMs = [360_000, 960_000, 2_100_000];
const ADDRESS = { address: 'ada@example.com', rows: 1, flags: [], suggested: null };
const SMTP = { stage: 'rcpt', code: 250, enhancedCode: null, reply: 'ok', tls: false } as const;

/** As after so many greylisted attempts. */
function greylisted(times: number): AddressResult {
  const retry = { reason: 'greylisted', notBefore: 1, mxHost: null, mxIp: null } as const;
  const tries = { greylist: times, retry: 0 };
  return { ...decidedResult(ADDRESS, decideSyntax('no_at'), 0), smtp: SMTP, attempts: times, tries, retry };
}

function answered(times: number): AddressResult {
  return { ...greylisted(times), attempts: times + 1, event: 'mailbox_exists', retry: null };
}

it('remembers the wait after which a domain let us pass, by the schedule, for each identity', async () => {
  const memory = createGreylistMemory(server.client(), createKeys('greylist'));
  const open = [{ address: ADDRESS, previous: greylisted(2) }];
  await memory.learn(WHERE, open, { results: [greylisted(3)], greylistDelaysMs });
  expect(await memory.passedAfter(WHERE.identity, WHERE.domain)).toBeNull();
  await memory.learn(WHERE, open, { results: [answered(2)], greylistDelaysMs });
  expect(await memory.passedAfter(WHERE.identity, WHERE.domain)).toBe(1_320_000);
  expect(await memory.passedAfter('bbbbbbbbbb', WHERE.domain)).toBeNull();
});
