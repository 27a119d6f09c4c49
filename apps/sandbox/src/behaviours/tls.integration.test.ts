import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, connectTo, hostsOf, startTestSandbox } from '../client.fixture.ts';
import type { Sandbox } from '../startSandbox.ts';

describe('STARTTLS', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  const hello = async (domain: string): Promise<Client> => {
    const client = connectTo((await hostsOf(sandbox, domain))[0] ?? '', sandbox.smtpPort);
    await client.reply();
    expect(await client.send('EHLO verifier.example')).toContain('STARTTLS');
    return client;
  };
  const sayMail = (client: Client) => client.send('MAIL FROM:<me@verifier.example>');

  it('goes on in TLS, with nothing said before it counting', async () => {
    const client = await hello('starttls-required.test');
    expect(await sayMail(client)).toMatch(/^530 5\.7\.0 /);
    client.write('STARTTLS\r\nMAIL FROM:<injected@verifier.example>\r\n');
    expect(await client.reply()).toMatch(/^220 /);
    expect(await client.startTls()).toBe('TLSv1.3');
    expect(await sayMail(client)).toMatch(/^503 /);
    expect(await client.send('EHLO verifier.example')).not.toContain('STARTTLS');
    expect(await sayMail(client)).toMatch(/^250 /);
    expect(await client.send('RCPT TO:<unknown@starttls-required.test>')).toMatch(/^550 5\.1\.1 /);
    expect(await client.send('QUIT')).toMatch(/^221 /);
    expect(await client.reply()).toBe('<closed>');
  });

  it('does not come to a handshake where it is broken, and mail in clear works', async () => {
    const broken = await hello('starttls-broken.test');
    expect(await broken.send('STARTTLS')).toMatch(/^220 /);
    expect(await broken.startTls()).not.toMatch(/^TLS/);
    expect(await sayMail(await hello('starttls-broken.test'))).toMatch(/^250 /);
    expect(await sayMail(await hello('starttls-broken-required.test'))).toMatch(/^530 /);
  });

  it('can be refused', async () => {
    const client = await hello('starttls-refused.test');
    expect(await client.send('STARTTLS')).toMatch(/^454 /);
    expect(await sayMail(client)).toMatch(/^250 /);
  });

  it('comes with a reply in clear text behind the 220', async () => {
    const client = await hello('starttls-injected.test');
    expect(await client.send('STARTTLS')).toMatch(/^220 /);
    expect(await client.reply()).toBe('250 2.1.5 injected');
  });

  it('is offered by all hosts or by none, if the sandbox is started so', async () => {
    const all = await startTestSandbox({ tls: 'all' });
    const none = await startTestSandbox({ tls: 'none' });
    const offer = async (where: Sandbox, domain: string) => {
      const client = connectTo((await hostsOf(where, domain))[0] ?? '', where.smtpPort);
      await client.reply();
      return (await client.send('EHLO verifier.example')).includes('STARTTLS');
    };
    expect(await offer(all, 'exists.test')).toBe(true);
    expect(await offer(none, 'starttls.test')).toBe(false);
  });
});
