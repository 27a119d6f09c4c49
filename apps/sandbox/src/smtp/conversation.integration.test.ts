import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, connectTo, hostsOf, startTestSandbox } from '../client.fixture.ts';
import type { Sandbox } from '../startSandbox.ts';

describe('a conversation', () => {
  let sandbox: Sandbox;
  let ip: string;
  beforeAll(async () => {
    sandbox = await startTestSandbox({ delays: { idleMs: 400 } });
    ip = (await hostsOf(sandbox, 'exists.test'))[0] ?? '';
  });
  const start = async (): Promise<Client> => {
    const client = connectTo(ip, sandbox.smtpPort);
    expect(await client.reply()).toBe('220 mx.exists.test ESMTP sandbox');
    return client;
  };

  it('keeps to the sequence of RFC 5321', async () => {
    const client = await start();
    expect(await client.send('MAIL FROM:<me@verifier.example>')).toMatch(/^503 /);
    expect(await client.send('EHLO')).toMatch(/^501 /);
    expect(await client.send('EHLO verifier.example')).toMatch(/^250-mx\.exists\.test\|250-PIPELINING\|.*\|250 /);
    expect(await client.send('RCPT TO:<user@exists.test>')).toMatch(/^503 /);
    expect(await client.send('MAIL FROM:<>')).toMatch(/^250 /);
    expect(await client.send('MAIL FROM:<me@verifier.example>')).toMatch(/^503 .*nested/);
    expect(await client.send('RCPT TO:user@exists.test')).toMatch(/^501 /);
    expect(await client.send('RCPT TO:<user@exists.test>')).toMatch(/^250 /);
    expect(await client.send('RSET')).toMatch(/^250 /);
    expect(await client.send('RCPT TO:<user@exists.test>')).toMatch(/^503 /);
    expect(await client.send('VRFY user')).toMatch(/^252 /);
    expect(await client.send('noop')).toMatch(/^250 /);
    expect(await client.send('STARTTLS')).toMatch(/^502 /);
    expect(await client.send('XYZZY')).toMatch(/^500 /);
    expect(await client.send('QUIT')).toMatch(/^221 /);
    expect(await client.reply()).toBe('<closed>');
  });

  it('answers pipelined commands in their order', async () => {
    const client = await start();
    client.write('HELO verifier.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<user@exists.test>\r\n');
    client.write('RCPT TO:<unknown@exists.test>\r\nRCPT TO:<user@elsewhere.test>\r\nQUIT\r\n');
    const codes = [];
    for (let at = 0; at < 6; at++) codes.push((await client.reply()).slice(0, 9));
    expect(codes).toEqual(['250 mx.ex', '250 2.1.0', '250 2.1.5', '550 5.1.1', '554 5.7.1', '221 2.0.0']);
  });

  it('refuses a line that is too long, and goes on', async () => {
    const client = await start();
    expect(await client.send(`NOOP ${'a'.repeat(5_000)}`)).toMatch(/^500 5\.5\.2 /);
    expect(await client.send('NOOP')).toMatch(/^250 /);
  });

  it('hangs up after too many errors', async () => {
    const client = await start();
    for (let errors = 1; errors < 20; errors++) expect(await client.send('WHAT')).toMatch(/^500 /);
    expect(await client.send('WHAT')).toMatch(/^421 /);
    expect(await client.reply()).toBe('<closed>');
  });

  it('hangs up on a client that says nothing', async () => {
    const client = await start();
    expect(await client.reply()).toMatch(/^421 4\.4\.2 /);
    expect(await client.reply()).toBe('<closed>');
  });

  it('counts DATA, and takes no mail', async () => {
    const client = await start();
    expect(await client.send('DATA')).toMatch(/^503 /);
    await client.send('EHLO verifier.example');
    await client.send('MAIL FROM:<me@verifier.example>');
    await client.send('RCPT TO:<user@exists.test>');
    expect(await client.send('DATA')).toMatch(/^554 /);
    expect(sandbox.counts().data).toBe(2);
  });
});
