import { Redis } from 'ioredis';

/**
 * ioredis declares `class VerbatimString extends String`. For the declaration V8 turns `String.prototype` into a dictionary, and
 * makes it quick again only at the first write to an object that inherits from it. Until then every `charCodeAt` of the process
 * is a full call, which made reading a list two to three times as slow. So one is written to, right after ioredis is loaded.
 */
const text: { written?: boolean } = Object.create(String.prototype);
text.written = true;

export type { RedisOptions } from 'ioredis';
export { Redis };
