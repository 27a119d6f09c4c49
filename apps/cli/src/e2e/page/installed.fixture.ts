import { findOnPath } from '@mailsift/runtime';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser on this machine; null where there is none, and then it is said so loudly. */
export function findBrowser(): string | null {
  const found = findOnPath(NAMES);
  if (found === null) {
    const message = 'NOT TESTED in a browser: there is no Chromium. Debian/Ubuntu: apt-get install chromium';
    process.stderr.write(`\n${'!'.repeat(message.length)}\n${message}\n${'!'.repeat(message.length)}\n\n`);
  }
  return found;
}
