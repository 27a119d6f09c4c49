import { subscribe } from 'node:diagnostics_channel';
import { startSandbox } from '@mailsift/sandbox';
import type { Terminal } from '../../terminal/terminal.ts';

/**
 * A sandbox that counts nothing but connections, which costs it next to nothing: with its census it would be measured
 * along. Whatever message it gets, it answers with that number; it ends with the process that started it.
 */
export async function runSandboxProcess(terminal: Terminal): Promise<void> {
  let connections = 0;
  subscribe('net.server.socket', () => {
    connections++;
  });
  const sandbox = await startSandbox({ count: false, tls: 'none' });
  process.on('message', () => process.send?.({ connections }));
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
  terminal.say(`sandbox ready ${sandbox.dnsServer} ${sandbox.smtpPort}`);
  await ended;
  await sandbox.close();
  if (process.connected) process.disconnect();
}
