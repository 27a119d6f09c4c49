import type { Lifetime } from '../../terminal/lifetime.ts';
import { type Child, startChild } from './child.ts';

/** Starts processes of ours that share an environment and a folder for their logs; they end with the lifetime. */
export function startChildren(
  lifetime: Lifetime,
  place: { readonly env: Readonly<Record<string, string>>; readonly folder: string },
) {
  const children: Child[] = [];
  lifetime.onEnd('the processes', () => Promise.all(children.map((child) => child.stop())));
  const start = async (name: string, args: readonly string[], ready: RegExp): Promise<Child> => {
    lifetime.signal.throwIfAborted();
    const child = await startChild({ ...place, name, args, ready });
    children.push(child);
    return child;
  };
  return {
    startApi: () => start('api', ['api'], /^mailsift api: (http:\S+),/),
    startWorker: (name: string) => start(name, ['worker'], /^mailsift worker:/),
  };
}
