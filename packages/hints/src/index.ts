export { isColdAt, memoryScript, remember } from './generation.ts';
export { createKeys, type Keys } from './keys.ts';
export { COLD, loadScript, type Script, windowScript } from './script.ts';
