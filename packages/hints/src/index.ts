export { createKeys, type Keys } from './keys.ts';
export { COLD, loadScript, type Script } from './script.ts';
