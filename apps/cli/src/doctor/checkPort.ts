import type { DnsInspection } from '@mailsift/lanes';
import type { Settings } from '@mailsift/runtime';
import { openSession, type SessionEnd, type Target } from '@mailsift/smtp';
import { type Finding, inArea } from './finding.ts';

type Identity = Settings['identities'][number];

export interface PortOptions {
  readonly settings: Settings;
  readonly dns: Pick<DnsInspection, 'mx' | 'addresses'>;
  /** Whose mail hosts are greeted. */
  readonly domain: string;
  readonly signal: AbortSignal;
}

const { ok, warning, failed, skipped } = inArea('Outgoing SMTP');
const HOSTS_TRIED = 3;

/** Whether each identity gets through to a mail host: connection, banner and EHLO, then QUIT. Nobody is asked for. */
export async function checkPort(options: PortOptions): Promise<readonly Finding[]> {
  const { settings, domain } = options;
  const check = `port ${settings.smtpPort}`;
  const hosts = await hostsOf(options);
  if (hosts === null) return [skipped(check, `no mail host of ${domain} could be looked up to try it with`)];
  const findings: Finding[] = [];
  for (const identity of settings.identities) {
    const named = settings.identities.length > 1 ? `${check} as ${identity.ehlo}` : check;
    findings.push(await checkIdentity(named, identity, hosts, options));
  }
  return findings;
}

async function checkIdentity(
  check: string,
  identity: Identity,
  hosts: readonly { readonly host: string; readonly ip: string }[],
  { settings, domain, signal }: PortOptions,
): Promise<Finding> {
  const usable = hosts.filter(({ ip }) => identity.bind === null || identity.bind.includes(':') === ip.includes(':'));
  let last: { readonly target: Target; readonly end: SessionEnd } | null = null;
  for (const host of usable.slice(0, HOSTS_TRIED)) {
    const target = { ...host, port: settings.smtpPort };
    const opening = await openSession({
      identity,
      target,
      timeouts: {
        connectMs: settings.connectTimeoutMs,
        commandMs: settings.commandTimeoutMs,
        sessionMs: settings.sessionTimeoutMs,
      },
      startTls: settings.starttls,
      allowPrivate: settings.allowPrivateNetworks,
      signal,
    });
    if (opening.kind === 'open') {
      await opening.session.quit();
      return ok(check, `${host.host} greets us as ${identity.ehlo}`);
    }
    last = { target, end: opening.end };
    if (opening.end.kind === 'reply') break;
  }
  if (last === null)
    return warning(check, `no mail host of ${domain} has an address of our family`, 'Name another domain with --ask');
  return describeEnd(check, last);
}

function describeEnd(check: string, { target, end }: { readonly target: Target; readonly end: SessionEnd }): Finding {
  const where = `${target.host} (${target.ip})`;
  if (end.kind === 'reply') {
    const { code, text } = end.reply;
    const advice = 'The port is open, and this host refuses us: look at the PTR of our address and at blocklists';
    return warning(check, `${where} says ${code} ${text}`, advice);
  }
  const { kind, detail } = end.fault;
  if (kind === 'forbidden_address') {
    return failed(
      check,
      `${where} may not be connected to: ${detail}`,
      'Set ALLOW_PRIVATE_NETWORKS=true in a closed network, or look at what DNS_SERVERS answers',
    );
  }
  if (kind === 'local')
    return failed(check, detail, 'Set the bind address in IDENTITIES to an address of this machine');
  const advice =
    'Most providers of servers and homes block outgoing port 25: ask yours to open it, or run the worker where it is open';
  return failed(check, `no way to ${where}: ${kind}, ${detail}`, advice);
}

/** One address of each host, the most preferred first. Null where there is none. */
async function hostsOf({ dns, domain }: PortOptions) {
  const answer = await dns.mx(domain);
  if (answer.kind !== 'records') return null;
  const sorted = answer.records.toSorted((a, b) => a.priority - b.priority).slice(0, HOSTS_TRIED);
  const found = await Promise.all(
    sorted.map(async ({ exchange }) => {
      const addresses = await dns.addresses(exchange);
      return addresses.kind === 'records' ? addresses.records.map((ip) => ({ host: exchange, ip })) : [];
    }),
  );
  const hosts = found.flat();
  return hosts.length === 0 ? null : hosts;
}
