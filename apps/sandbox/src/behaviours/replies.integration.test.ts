import { beforeAll, describe, expect, it } from 'vitest';
import { ask, greet, startTestSandbox } from '../client.fixture.ts';
import type { Sandbox } from '../startSandbox.ts';

/** Address, and what the conversation comes to. */
const MAILBOXES = [
  ['user@exists.test', /^250 2\.1\.5 /],
  ['anna.mueller@exists.test', /^250 /],
  ['unknown@exists.test', /^550 5\.1\.1 .*User unknown/],
  ['bidugokana4711@exists.test', /^550 5\.1\.1 /],
  ['disabled@exists.test', /^550 5\.2\.1 /],
  ['full@exists.test', /^552 5\.2\.2 /],
  ['user@unknown.test', /^550 5\.1\.1 /],
  ['user@disabled.test', /^550 5\.2\.1 /],
  ['user@full.test', /^452 4\.2\.2 /],
  ['user@full-for-good.test', /^552 5\.2\.2 /],
  ['user@quota-text.test', /^550 Mailbox quota/],
  ['user@moved.test', /^551 /],
  ['user@soft-unknown.test', /^450 4\.1\.1 .*550 5\.1\.1/],
  ['unknown@multi-line.test', /^550-5.*\|550-5.*\|550-5.*\|550 5/],
  ['unknown@odd-codes.test', /^554 5\.1\.99 /],
  ['unknown@no-enhanced-codes.test', /^550 No such user here$/],
  ['unknown@german.test', /^550 5\.1\.1 .*Empfänger/],
  ['unknown@german-latin1.test', /^550 5\.1\.1 Empf\ufffdnger/],
  ['unknown@japanese.test', /^550 5\.1\.1 .*宛先/],
  ['user@bare-lf.test', /^250 /],
  ['jörg@utf8.test', /^250 /],
  ['user@xn--mller-sandbox-wob.test', /^250 /],
  ['user@relay.test', /^550 5\.7\.1 Relaying denied/],
] as const;

const ACCEPTANCE = [
  ['unknown@catch-all.test', /^250 /],
  ['unknown@accept-discard.test', /^250 /],
  ['user@cannot-verify.test', /^252 /],
] as const;

const REFUSALS = [
  ['user@blocked-banner.test', /^554 5\.7\.1 /],
  ['user@blocked-mail.test', /^550 5\.7\.1 .*blocked/],
  ['user@blocked-rcpt.test', /^550 5\.7\.1 .*blocked/],
  ['user@no-ptr.test', /^550 5\.7\.25 /],
  ['user@spf.test', /^550 5\.7\.23 /],
  ['user@callout.test', /^550 .*Sender verify failed for <me@verifier\.example>/],
  ['user@callout-later.test', /^451 /],
  ['user@sender-refused.test', /^553 /],
  ['user@helo-refused.test', /^550 5\.7\.1 Helo/],
  ['user@temporary.test', /^451 4\.3\.0 /],
  ['user@unrecognised.test', /^550 Rejected$/],
  ['user@helo-only.test', /^502 /],
  ['user@shutdown-banner.test', /^421 .*Service not available/],
  ['user@shutdown-ehlo.test', /^421 /],
  ['user@shutdown-mail.test', /^421 /],
  ['user@shutdown-rcpt.test', /^421 /],
] as const;

const PROVIDERS = [
  ['unknown@google-like.test', /^550-5\.1\.1 .*NoSuchUser - gsmtp$/],
  ['user@gmail.com', /^250 2\.1\.5 OK/],
  ['unknown@microsoft-like.test', /^550 5\.4\.1 .*Access denied/],
  ['unknown@microsoft-relay.test', /^250 /],
  ['user@microsoft-busy.test', /^451 4\.7\.500 /],
  ['unknown@outlook.com', /^550 5\.5\.0 /],
  ['unknown@yahoo.com', /^250 /],
  ['unknown@mail.ru', /^250 /],
  ['unknown@icloud.com', /^550 5\.1\.1 .*user does not exist/],
  ['unknown@yandex-like.test', /^550 5\.7\.1 No such user!/],
  ['unknown@gmx.net', /^550-Requested .*r1601$/],
  ['unknown@mimecast-like.test', /^550 Invalid Recipient/],
  ['unknown@proofpoint-like.test', /^550 5\.1\.1 /],
  ['unknown@barracuda-like.test', /^550 cuda_nsu 5\.1\.1 /],
  ['unknown@cisco-like.test', /^550 #5\.1\.0 /],
] as const;

const SCALE = [
  ['user@example-hot.test', /^250 /],
  ['unknown@deep.example-hot.test', /^550 /],
  ['user@tiny12345.small.test', /^250 /],
  ['unknown@tiny12345.small.test', /^550 /],
  ['user@small-12345.test', /^250 /],
] as const;

describe('what a host says to an address', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });

  it.each([...MAILBOXES, ...ACCEPTANCE, ...REFUSALS, ...PROVIDERS, ...SCALE])('%s', async (address, reply) => {
    expect(await ask(sandbox, address)).toMatch(reply);
  });

  it('is no answer for a domain of another host', async () => {
    const { client } = await greet(sandbox, 'exists.test');
    expect(await client.send('RCPT TO:<user@catch-all.test>')).toMatch(/^554 5\.7\.1 .*Relay/);
  });
});
