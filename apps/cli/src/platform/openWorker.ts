import { startWorker } from '@mailsift/worker';
import type { Lifetime } from '../terminal/lifetime.ts';
import type { PlatformOptions } from './openApi.ts';

/** Starts a worker. When it is closed it asks nobody new and publishes what it has found out. */
export async function openWorker(lifetime: Lifetime, options: PlatformOptions): Promise<void> {
  const worker = await startWorker(options);
  lifetime.onEnd('the worker', () => worker.close());
}
