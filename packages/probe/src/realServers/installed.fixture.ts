import { accessSync, constants } from 'node:fs';

/** Debian's places; `.ci/run` installs both packages. */
export const PROGRAMS = {
  postfix: '/usr/sbin/postfix',
  master: '/usr/lib/postfix/sbin/master',
  postgrey: '/usr/sbin/postgrey',
} as const;

const INSTALL = 'apt-get install --no-install-recommends postfix postgrey';

/**
 * Whether the real servers can be started here. Where they cannot, it says so loudly: a test that is skipped in silence
 * proves nothing. `.ci/run` installs them and ends where it could not, so CI never skips.
 */
export function hasRealServers(): boolean {
  const missing = Object.values(PROGRAMS).filter((path) => !isExecutable(path));
  const reasons = [
    ...(missing.length === 0 ? [] : [`${missing.join(', ')} not found (${INSTALL})`]),
    ...(process.getuid?.() === 0 ? [] : ['Postfix can only be started by root']),
  ];
  if (reasons.length === 0) return true;
  const message = `NOT TESTED against real Postfix and postgrey: ${reasons.join('; ')}`;
  process.stderr.write(`\n${'!'.repeat(80)}\n${message}\n${'!'.repeat(80)}\n\n`);
  return false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
