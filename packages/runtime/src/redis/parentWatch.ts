import { spawn } from 'node:child_process';

/**
 * Ends `pid` when this process is gone, however it went: a shell waits on a pipe that only we hold open, and kill -9
 * closes it too. It has a session of its own, so that a Ctrl-C or a signal to our group does not reach it first.
 * Call the returned function once the watched process has exited, so that its number is never signalled again.
 */
export function endWithParent(pid: number): () => void {
  const watch = spawn(
    '/bin/sh',
    ['-c', 'cat >/dev/null; kill -TERM "$1"; kill -CONT "$1"', 'mailsift-watch', String(pid)],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  );
  watch.on('error', () => {});
  watch.stdin.on('error', () => {});
  watch.unref();
  return () => watch.kill('SIGKILL');
}
