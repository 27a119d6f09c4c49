import { Census, type SandboxCounts } from './counting/census.ts';
import { startDnsServer } from './dns/dnsServer.ts';
import { createZone } from './dns/zone.ts';
import { DEFAULT_DELAYS, type SandboxOptions } from './options.ts';
import { MailHost } from './smtp/mailHost.ts';
import { startSmtpServers } from './smtp/smtpServers.ts';
import type { Truth } from './world/domainRow.ts';
import { truthOf } from './world/truth.ts';
import { createWorld, type World } from './world/world.ts';

export interface SandboxDomain {
  /** `*` stands for any name. */
  readonly domain: string;
  readonly behaviour: string;
  /** One sentence for people. */
  readonly about: string;
  /** Whether some of its local parts are other than ASCII (RFC 6531). */
  readonly smtpUtf8: boolean;
  /** Leads to an address that is to be refused: to be asked about with ALLOW_PRIVATE_NETWORKS=false alone. */
  readonly guarded: boolean;
}

export interface Sandbox {
  /** `127.0.0.1:port`, as `DNS_SERVERS` wants it. */
  readonly dnsServer: string;
  /** The port of every mail host, as `SMTP_PORT` wants it. */
  readonly smtpPort: number;
  readonly domains: readonly SandboxDomain[];
  /** The verdict a perfect verifier ends with, after its retries; null for what is no address. */
  truth(address: string): Truth | null;
  counts(): SandboxCounts;
  /** Forgets what was counted, and whom the hosts remember: greylists, rates, first questions. */
  reset(): void;
  /** Closes every connection and every server. */
  close(): Promise<void>;
}

/**
 * Starts a mail Internet on loopback: a DNS server that knows the domains of the table, and their mail hosts, each at an
 * address of its own (127.25.x.y, and ::1), all on one port.
 *
 * @throws Error when a port is taken or the machine lacks the addresses.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? sinceNow();
  const setting = { delays: { ...DEFAULT_DELAYS, ...options.delays }, now };
  const census = new Census(options.count ?? true, now);
  const world = createWorld();
  const hosts = mailHosts(world, { setting, census, tls: options.tls ?? 'some' });
  const zone = createZone(world);
  const smtp = await startSmtpServers(hosts, options.smtpPort ?? 0);
  const dns = await startDnsServer(zone, options.dnsPort ?? 0).catch(async (error: unknown) => {
    await smtp.close();
    throw error;
  });
  return {
    dnsServer: dns.address,
    smtpPort: smtp.port,
    domains: world.domains.map(describeDomain),
    truth: (address) => truthOf(address, world),
    counts: () => census.counts(),
    reset() {
      census.reset();
      zone.reset();
      for (const host of hosts) host.reset();
    },
    async close() {
      await Promise.all([smtp.close(), dns.close()]);
    },
  };
}

function describeDomain({ domain, behaviour, about, smtpUtf8, samples }: World['domains'][number]): SandboxDomain {
  return { domain, behaviour, about, smtpUtf8, guarded: samples === 'none' };
}

function mailHosts(
  world: World,
  shared: Pick<ConstructorParameters<typeof MailHost>[0], 'setting' | 'census' | 'tls'>,
) {
  return world.hosts.flatMap((host) => {
    const listens = host.place.kind === 'listening' || host.place.kind === 'ipv6';
    if (!listens || host.ip === null) return [];
    const { name, ip, row } = host;
    return [new MailHost({ ...shared, name, ip, script: row.script, serves: (domain) => world.serves(host, domain) })];
  });
}

function sinceNow(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
