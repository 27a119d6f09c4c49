import { readFileSync } from 'node:fs';

const BY_DISTRIBUTION = [
  [/debian|ubuntu/, 'sudo apt-get install redis-server'],
  [/fedora|rhel|centos/, 'sudo dnf install valkey'],
  [/alpine/, 'sudo apk add redis'],
  [/arch/, 'sudo pacman -S valkey'],
  [/suse/, 'sudo zypper install redis'],
] as const;

/** How a person gets Redis on this machine. `release` is the text of os-release(5). */
export function installHint(platform: string = process.platform, release: string = readRelease()): string {
  if (platform === 'darwin') return 'brew install redis';
  if (platform === 'win32') return 'run mailsift in WSL, or start Docker';
  const ids = release
    .split('\n')
    .filter((line) => /^ID(?:_LIKE)?=/.test(line))
    .join(' ')
    .toLowerCase();
  return (
    BY_DISTRIBUTION.find(([pattern]) => pattern.test(ids))?.[1] ??
    'install redis-server with the package manager of your system'
  );
}

function readRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
