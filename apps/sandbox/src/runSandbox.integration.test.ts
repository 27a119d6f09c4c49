import { stopAtEnd } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { ask, connectTo } from './client.fixture.ts';
import { runSandbox } from './runSandbox.ts';
import { startSandbox } from './startSandbox.ts';

async function run(args: readonly string[]) {
  const written: string[] = [];
  const running = await runSandbox(args, (text) => written.push(text));
  if (running !== null) stopAtEnd('sandbox', running.stop);
  return { running, text: written.join('') };
}

describe('the sandbox command', () => {
  it('says what to set, and serves until it is stopped', async () => {
    const { running, text } = await run(['--dns-port', '0', '--smtp-port', '0']);
    if (running === null) throw new Error('the sandbox is not running');
    const { sandbox, stopped, stop } = running;
    expect(text).toContain(`DNS_SERVERS=${sandbox.dnsServer}\n  SMTP_PORT=${sandbox.smtpPort}\n`);
    expect(text).toContain('greylist.test');
    expect(await ask(sandbox, 'user@exists.test')).toMatch(/^250 /);
    const idle = connectTo('127.25.0.1', sandbox.smtpPort);
    await idle.reply();
    await stop();
    await stopped;
    expect(await idle.reply()).toMatch(/^<(?:closed|reset)>$/);
  });

  it('stops at SIGTERM, and leaves no listener behind', async () => {
    const before = process.listenerCount('SIGTERM');
    const { running } = await run(['--dns-port', '0', '--smtp-port', '0']);
    process.emit('SIGTERM');
    await running?.stopped;
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });

  it('writes a list or its usage instead', async () => {
    const list = await run(['--sample', '5']);
    expect(list.running).toBeNull();
    expect(list.text.split('\n')[0]).toBe('id,name,email,company,note');
    expect((await run(['--help'])).text).toContain('--smtp-port');
  });
});

describe('a sandbox', () => {
  it('can run beside another, and is refused a port that is taken', async () => {
    const first = await startSandbox();
    stopAtEnd('first sandbox', () => first.close());
    const second = await startSandbox();
    stopAtEnd('second sandbox', () => second.close());
    expect(first.smtpPort).not.toBe(second.smtpPort);
    await expect(startSandbox({ smtpPort: first.smtpPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const dnsPort = Number(first.dnsServer.split(':')[1]);
    await expect(startSandbox({ dnsPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
