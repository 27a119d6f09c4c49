import type { Keys } from '@mailsift/hints';
import type { Store } from '@mailsift/lists';
import type { Redis } from 'ioredis';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Passes } from '../passes/passes.ts';

/** What the upkeep of lists works with. */
export interface World {
  readonly store: Store;
  readonly redis: Redis;
  readonly keys: Keys;
  readonly passes: Passes;
  readonly catalogue: Catalogue;
}
