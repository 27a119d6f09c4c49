import { createDnsInspection } from '@mailsift/lanes';
import type { Settings } from '@mailsift/runtime';
import { checkDns } from './checkDns.ts';
import { checkFiles } from './checkFiles.ts';
import { checkIdentity } from './checkIdentity.ts';
import { checkMachine } from './checkMachine.ts';
import { checkPort } from './checkPort.ts';
import { checkRedis } from './checkRedis.ts';
import { checkStore } from './checkStore.ts';
import { type Finding, inArea, reasonOf } from './finding.ts';

export interface DoctorOptions {
  readonly settings: Settings;
  /** Whose mail hosts are looked up and greeted. */
  readonly domain: string;
  readonly signal: AbortSignal;
  /** Told of findings as they come, area by area. */
  readonly tell: (findings: readonly Finding[]) => void;
}

const DNS_TIMEOUT_MS = 3_000;
const LONGEST_MS = 120_000;

/** Looks at everything a verifier stands on; no check keeps another from being made. Gives all findings. */
export async function runDoctor({ settings, domain, signal, tell }: DoctorOptions): Promise<readonly Finding[]> {
  const timeoutMs = Math.min(DNS_TIMEOUT_MS, settings.connectTimeoutMs);
  const dns = createDnsInspection({ servers: settings.dnsServers, timeoutMs, tries: 2 });
  const checks: readonly (readonly [string, () => Promise<readonly Finding[]>])[] = [
    ['Machine', () => checkMachine(settings)],
    ['Store', () => checkStore(settings)],
    ['Redis', () => checkRedis(settings)],
    ['Files', () => checkFiles(settings)],
    ['DNS', () => checkDns(dns, { domain, timeoutMs })],
    ['Outgoing SMTP', () => checkPort({ settings, dns, domain, signal })],
    ...settings.identities.map(
      (identity) => [`Identity ${identity.ehlo}`, () => checkIdentity(identity, dns)] as const,
    ),
  ];
  const all: Finding[] = [];
  try {
    for (const [area, check] of checks) {
      signal.throwIfAborted();
      const findings = await inTime(area, check).catch((error: unknown) => [broken(area, error)]);
      signal.throwIfAborted();
      tell(findings);
      all.push(...findings);
    }
    return all;
  } finally {
    dns.close();
  }
}

/** A network drive that hangs, say, must not keep the rest from being checked. */
async function inTime(area: string, check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Finding[]>((resolve) => {
    const found = `it has not ended after ${LONGEST_MS / 1_000} s`;
    const finding = inArea(area).failed('check', found, 'Look at the disk or the server that it waits for');
    timer = setTimeout(resolve, LONGEST_MS, [finding]);
  });
  return Promise.race([check(), late]).finally(() => clearTimeout(timer));
}

function broken(area: string, error: unknown): Finding {
  return inArea(area).failed('check', `it could not be made: ${reasonOf(error)}`, 'Report this as a fault of mailsift');
}
