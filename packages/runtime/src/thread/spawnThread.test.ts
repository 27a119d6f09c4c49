import { describe, expect, it } from 'vitest';
import { builtModule } from './spawnThread.ts';

describe('the module of a thread in a build', () => {
  it.each([
    ['file:///app/dist/splitThread.ts', 'file:///app/dist/splitThread.js'],
    ['file:///app/dist/splitThread.ts?fresh', 'file:///app/dist/splitThread.js?fresh'],
    ['file:///app/dist/splitThread.js', 'file:///app/dist/splitThread.js'],
    ['file:///app.ts/dist/splitThread.mjs', 'file:///app.ts/dist/splitThread.mjs'],
  ])('of %s is %s', (named, built) => {
    expect(builtModule(new URL(named)).href).toBe(built);
  });
});
