import { z } from 'zod';

const server = z.object({
  addresses: z.custom<() => unknown>((value) => typeof value === 'function'),
  close: z.custom<() => unknown>((value) => typeof value === 'function'),
});
const module = z.object({
  createRedisMock: z.custom<(options: { readonly host: string }) => unknown>((value) => typeof value === 'function'),
});
const addresses = z.tuple([z.object({ host: z.string(), port: z.number() })]).rest(z.unknown());

export interface EmbeddedRedis {
  readonly url: string;
  close(): Promise<void>;
}

/** An optional dependency: npm leaves it out where it cannot be installed. */
const PACKAGE = 'js-redis-server';

/** A Redis in JavaScript, in memory and in this process; for the demo only. Null when the package is not installed. */
export async function startEmbeddedRedis(name = PACKAGE): Promise<EmbeddedRedis | null> {
  let loaded: unknown;
  try {
    loaded = await import(name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
  const started: unknown = await module.parse(loaded).createRedisMock({ host: '127.0.0.1' });
  const { close } = server.parse(started);
  // Called on its own object: the methods are not bound.
  const [address] = addresses.parse(server.parse(started).addresses.call(started));
  return {
    url: `redis://${address.host}:${address.port}`,
    close: async () => {
      await close.call(started);
    },
  };
}
