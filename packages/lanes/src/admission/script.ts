import { loadScript, memoryScript, type Script, windowScript } from '@mailsift/hints';

const shared = new URL('./shared.lua', import.meta.url);

/** A script of this folder, with what they share before it. */
export function loadAdmissionScript(name: 'admit' | 'settle' | 'renew' | 'pace'): Script {
  return loadScript(memoryScript, windowScript, shared, new URL(`./${name}.lua`, import.meta.url));
}
