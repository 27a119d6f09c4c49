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

/** Read at run time, from beside the module that reads them; the compiler leaves them where they are. */
const DATA = new Set(['.lua', '.json', '.jsonl', '.pem']);

const members = ['packages', 'apps']
  .flatMap((kind) => readdirSync(join(ROOT, kind)).map((name) => join(ROOT, kind, name)))
  .filter((folder) => existsSync(join(folder, 'src')));

for (const folder of members) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  rmSync(join(folder, 'tsconfig.tsbuildinfo'), { force: true });
}

const { status, error } = spawnSync(process.execPath, [COMPILER, '--build'], { cwd: ROOT, stdio: 'inherit' });
if (error !== undefined) throw error;
if (status === 0) members.forEach(copyData);
else process.exitCode = 1;

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
