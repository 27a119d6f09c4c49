export { stopAtEnd } from './leaks.ts';
export { Random } from './random.ts';
export { createTestDir } from './testDir.ts';
export { type Exit, startCommand, startProcess, type TestProcess, type TestProcessOptions } from './testProcess.ts';
export { startTestRedis, type TestRedis } from './testRedis.ts';
export { type WaitOptions, waitUntil } from './waitUntil.ts';
