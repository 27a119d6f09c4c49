import { expect, it } from 'vitest';
import { installHint } from './installHint.ts';

it.each([
  ['darwin', '', 'brew install redis'],
  ['linux', 'NAME="Debian GNU/Linux"\nID=debian', 'sudo apt-get install redis-server'],
  ['linux', 'ID=linuxmint\nID_LIKE="ubuntu debian"', 'sudo apt-get install redis-server'],
  ['linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"', 'sudo dnf install valkey'],
  ['linux', 'ID=alpine', 'sudo apk add redis'],
  ['linux', '', 'install redis-server with the package manager of your system'],
  ['win32', '', 'run mailsift in WSL, or start Docker'],
])('on %s (%j) the hint is: %s', (platform, release, hint) => {
  expect(installHint(platform, release)).toBe(hint);
});
