import { type ResourceLimits, Worker } from 'node:worker_threads';

/** Lets threads and the `mailsift` command run the TypeScript source without a build. */
const BOOTSTRAP = new URL('../../bootstrap.mjs', import.meta.url).href;

/**
 * Starts a worker thread for a module. A `.ts` module goes through the source loader, a `.js` one starts as it is. Callers name
 * the source, `new URL('./x.ts', import.meta.url)`, in a build too: see `builtModule`.
 */
export function spawnThread(url: URL, data: unknown, resourceLimits: ResourceLimits = {}): Worker {
  const module = import.meta.url.endsWith('.js') ? builtModule(url) : url;
  const execArgv = module.pathname.endsWith('.ts') ? ['--import', BOOTSTRAP] : [];
  return new Worker(module, { workerData: data, execArgv, resourceLimits });
}

/** What the compiler made of a source module. It rewrites the `.ts` of imports to `.js`, but not that of a `new URL`. */
export function builtModule(url: URL): URL {
  return new URL(url.href.replace(/\.ts(?=[?#]|$)/, '.js'));
}

/** Of a thread, told to people. */
export function nameOf(url: URL): string {
  return url.pathname.split('/').at(-1) ?? url.href;
}
