import { beforeAll, describe, expect, it } from 'vitest';
import { ask, connectTo, greet, hostsOf, startTestSandbox } from '../client.fixture.ts';
import type { Sandbox } from '../startSandbox.ts';

describe('broken hosts', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startTestSandbox({
      delays: { tarpitMs: 20, slowBannerMs: 50, earlyTalkMs: 30, dripMs: 1, idleMs: 300 },
    });
  });
  const connect = async (domain: string) => connectTo((await hostsOf(sandbox, domain))[0] ?? '', sandbox.smtpPort);

  it.each([
    ['user@tarpit.test', /^250 /],
    ['unknown@drip.test', /^550 5\.1\.1 /],
    ['user@drip-rcpt.test', /^250 /],
    ['user@slow-banner.test', /^250 /],
    ['user@early-talker.test', /^250 /],
    ['user@endless-ehlo.test', /^(?:250-ENDLESS\r\n){1000}/],
    ['user@endless-rcpt.test', /^(?:250-2\.1\.5 and another thing\r\n){1000}/],
    ['user@long-line.test', /^250 2\.1\.5 a{100000}/],
    ['user@garbage.test', /<closed>$/],
    ['user@ssh.test', /^SSH-2\.0-.*<closed>$/s],
    ['user@reset-connect.test', /^<reset>$/],
    ['user@reset-banner.test', /^220 mx\.re<reset>$/],
    ['user@reset-ehlo.test', /^<reset>$/],
    ['user@reset-mail.test', /^<reset>$/],
    ['user@reset-rcpt.test', /^<reset>$/],
    ['user@close-connect.test', /^<closed>$/],
    ['user@close-ehlo.test', /^<closed>$/],
    ['user@close-mail.test', /^<closed>$/],
    ['user@close-rcpt.test', /^<closed>$/],
    ['user@cut-reply.test', /^550 5\.1\.1 User unkn<closed>$/],
  ])('%s', async (address, reply) => {
    expect(await ask(sandbox, address)).toMatch(reply);
  });

  it('say nothing until the idle time is over, whatever they are told', async () => {
    const client = await connect('silent.test');
    client.write('EHLO verifier.example\r\n');
    expect(await client.reply()).toMatch(/^421 4\.4\.2 /);
  });

  it('say nothing to RCPT', async () => {
    const { client } = await greet(sandbox, 'silent-rcpt.test');
    client.write('RCPT TO:<user@silent-rcpt.test>\r\nNOOP\r\n');
    expect(await client.reply()).toMatch(/^421 4\.4\.2 /);
  });

  it('drip a banner that never ends', async () => {
    const client = await connect('drip-forever.test');
    expect('220-wait\r\n'.startsWith((await client.someBytes()).slice(0, 9))).toBe(true);
    client.close();
  });

  it('reply twice to one RCPT', async () => {
    const { client } = await greet(sandbox, 'unsolicited.test');
    expect(await client.send('RCPT TO:<user@unsolicited.test>')).toBe('250 2.1.5 Ok');
    expect(await client.reply()).toBe('250 2.1.5 Ok');
  });

  it('refuse a client that talks before the banner is complete', async () => {
    const client = await connect('early-talker.test');
    client.write('EHLO verifier.example\r\n');
    expect(await client.reply()).toBe('220-mx.early-talker.test ESMTP|220 mx.early-talker.test ESMTP sandbox');
    expect(await client.reply()).toMatch(/^521 /);
  });
});
