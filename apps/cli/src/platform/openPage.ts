import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Page, readPage } from '@mailsift/api';
import type { Logger } from '@mailsift/runtime';

/** From the source and from `dist` alike. */
const WEB = fileURLToPath(new URL('../../../web', import.meta.url));
const ROOT = join(WEB, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/mailsift-page');
/** What the page is made of: when any of it changes, it is another page. */
const SOURCES = ['index.html', 'package.json', 'vite.config.ts', 'src', 'public', '../../package-lock.json'] as const;
const BUILD_MS = 60_000;

/**
 * The web page. Where there is its source (a checkout) it is built on the first start and after each change, a second of work, and kept
 * in node_modules; where there is none (the image) it was built with everything else.
 *
 * @returns null where it cannot be had; the log says why, and the API does without.
 */
export async function openPage(log: Pick<Logger, 'info' | 'warn'>): Promise<Page | null> {
  try {
    return await readPage(existsSync(join(WEB, 'src')) ? await builtFolder(log) : join(WEB, 'dist'));
  } catch (error) {
    log.warn({ err: error }, 'There is no web page: `npm ci && npm run build` makes it. The API works without');
    return null;
  }
}

async function builtFolder(log: Pick<Logger, 'info'>): Promise<string> {
  const folder = join(CACHE, await digestOfSources());
  if (existsSync(folder)) return folder;
  log.info('The web page is built: once, and again when its source changes');
  await mkdir(CACHE, { recursive: true });
  const made = await mkdtemp(join(CACHE, 'building-'));
  try {
    await runBundler(made);
    await rename(made, folder);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    // Another process built the same at the same time.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const path of await filesOf(join(WEB, source))) hash.update(`${path}\0`).update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 20);
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!path.endsWith('src') && !path.endsWith('public')) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** In a process of its own: a bundler is large, and this one lives on. */
async function runBundler(outDir: string): Promise<void> {
  const vite = join(dirname(createRequire(join(WEB, 'package.json')).resolve('vite/package.json')), 'bin/vite.js');
  const args = [vite, 'build', WEB, '--outDir', outDir, '--logLevel', 'error'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: BUILD_MS });
  const [said, [code, signal]] = await Promise.all([outputOf(child), once(child, 'exit')]);
  if (code !== 0) throw new Error(`vite ended with ${String(code ?? signal)}: ${said}`);
}

const OUTPUT_KEPT = 4_000;

function outputOf(child: ChildProcess): Promise<string> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-OUTPUT_KEPT);
    });
  }
  return new Promise((resolve) => child.once('close', () => resolve(said)));
}
