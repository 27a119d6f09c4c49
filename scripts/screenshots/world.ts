import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startSandbox } from '../../apps/sandbox/src/index.ts';
import { basicEnvironment } from '../../packages/runtime/src/index.ts';

const BIN = fileURLToPath(new URL('../../apps/cli/bin/mailsift.mjs', import.meta.url));

export const API_KEY = 'a-key-for-the-screenshots-0001';

export interface World {
  readonly url: string;
  close(): Promise<void>;
}

/** All of mailsift as `mailsift start` runs it, asking a mail world on loopback; greylisted addresses wait long enough to be seen. */
export async function startWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'mailsift-screenshots-'));
  const sandbox = await startSandbox();
  const child = spawn(process.execPath, [BIN, 'start'], {
    env: {
      ...basicEnvironment(),
      STORAGE_URL: pathToFileURL(folder).href,
      PORT: '0',
      API_KEYS: API_KEY,
      DNS_SERVERS: sandbox.dnsServer,
      SMTP_PORT: String(sandbox.smtpPort),
      ALLOW_PRIVATE_NETWORKS: 'true',
      EHLO_HOSTNAME: 'verifier.example',
      GREYLIST_DELAYS: '20s,25s',
      RETRY_DELAYS: '4s,8s',
      CONNECT_TIMEOUT: '2s',
      COMMAND_TIMEOUT: '3s',
      SESSION_TIMEOUT: '20s',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const close = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    await sandbox.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    return { url: await readyUrl(child), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const input of [child.stdout, child.stderr]) {
      if (input === null) continue;
      createInterface({ input }).on('line', (line) => {
        said.push(line);
        const [, url] = /mailsift is ready: (\S+)/.exec(line) ?? [];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('exit', () => reject(new Error(`mailsift did not start:\n${said.join('\n')}`)));
  });
}
