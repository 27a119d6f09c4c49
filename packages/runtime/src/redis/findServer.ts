import { execFile } from 'node:child_process';
import { basicEnvironment } from '../basicEnvironment.ts';
import { findOnPath } from './findOnPath.ts';
import { isRecentRedis } from './redisReady.ts';

/** A server program on this machine. */
export interface FoundServer {
  readonly binary: string;
  readonly version: string;
  readonly isRecent: boolean;
}

const SERVERS = ['redis-server', 'valkey-server'];
const ANSWERS_MS = 5_000;

/** The newest kind of server on PATH: a recent one if there is any, else an outdated one, else null. */
export async function findServer(path: string): Promise<FoundServer | null> {
  const binaries = SERVERS.map((name) => findOnPath([name], path)).filter((binary) => binary !== null);
  const found = await Promise.all(binaries.map(examine));
  return found.find(({ isRecent }) => isRecent) ?? found[0] ?? null;
}

/** Both print a line such as `Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64`. */
function examine(binary: string): Promise<FoundServer> {
  return new Promise((resolve) => {
    execFile(binary, ['--version'], { env: basicEnvironment(), timeout: ANSWERS_MS }, (_error, stdout) => {
      const version = /\bv=([\w.]+)/.exec(stdout)?.[1] ?? 'unknown';
      resolve({ binary, version, isRecent: isRecentRedis(version) });
    });
  });
}
