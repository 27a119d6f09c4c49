/**
 * Builds every package and app into its `dist`: what plain Node runs without the source (`npm run build`, and the image).
 * Always from scratch: tsc trusts its build info and would not write again what was deleted.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COMPILER = join(ROOT, 'node_modules/typescript/bin/tsc');
/** Of the web page, which the compiler only checks. */
const BUNDLER = join(ROOT, 'node_modules/vite/bin/vite.js');
const WEB = join(ROOT, 'apps/web');

/** Read at run time, from beside the module that reads them; the compiler leaves them where they are. */
const DATA = new Set(['.lua', '.json', '.jsonl', '.pem']);

const members = ['packages', 'apps']
  .flatMap((kind) => readdirSync(join(ROOT, kind)).map((name) => join(ROOT, kind, name)))
  .filter((folder) => existsSync(join(folder, 'src')));

for (const folder of members) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  rmSync(join(folder, 'tsconfig.tsbuildinfo'), { force: true });
}

if (run(COMPILER, ['--build'])) {
  members.forEach(copyData);
  if (!run(BUNDLER, ['build', WEB, '--logLevel', 'warn'])) process.exitCode = 1;
} else process.exitCode = 1;

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
function run(script, args) {
  const { status, error } = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });
  if (error !== undefined) throw error;
  return status === 0;
}

/** @param {string} folder of a package or app */
function copyData(folder) {
  const source = join(folder, 'src');
  for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!DATA.has(extname(path))) continue;
    const target = join(folder, 'dist', path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, path), target);
  }
}
