import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { Redis } from './ioredis.ts';

test('strings are as quick after ioredis is loaded as before', () => {
  setFlagsFromString('--allow-natives-syntax');
  const isQuick = new Function('object', 'return %HasFastProperties(object)');
  expect(Redis).toBeTypeOf('function');
  expect(isQuick(String.prototype)).toBe(true);
});
