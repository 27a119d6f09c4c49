#!/usr/bin/env node
/** One process, no wrapper: signals, kill -9 and exit codes are those of the command itself. */
import { existsSync } from 'node:fs';

const source = new URL('../src/main.ts', import.meta.url);

if (existsSync(source)) {
  await import('../../../packages/runtime/bootstrap.mjs');
  await import(source.href);
} else {
  await import(new URL('../dist/main.js', import.meta.url).href);
}
