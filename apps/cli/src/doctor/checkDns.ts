import { createDnsInspection, type DnsInspection } from '@mailsift/lanes';
import { type Finding, inArea } from './finding.ts';

const { ok, warning, failed } = inArea('DNS');
const ADVICE = 'Set DNS_SERVERS to resolvers that answer: one on this machine (unbound) bears many questions best';

/** Whether each server answers: a list whose look-ups fail ends unknown. */
export async function checkDns(
  { servers }: Pick<DnsInspection, 'servers'>,
  { domain, timeoutMs }: { readonly domain: string; readonly timeoutMs: number },
): Promise<readonly Finding[]> {
  const findings = await Promise.all(servers.map((server) => checkServer(server, domain, timeoutMs)));
  return findings.length > 0 ? findings : [failed('servers', 'no DNS server is known', ADVICE)];
}

async function checkServer(server: string, domain: string, timeoutMs: number): Promise<Finding> {
  const dns = createDnsInspection({ servers: [server], timeoutMs, tries: 2 });
  const startedAt = performance.now();
  const answer = await dns.mx(domain);
  dns.close();
  const took = Math.round(performance.now() - startedAt);
  const check = `server ${server}`;
  switch (answer.kind) {
    case 'records':
      return ok(check, `it answers for ${domain} in ${took} ms`);
    case 'nxdomain':
    case 'nodata':
      return warning(check, `it answers, and knows no MX of ${domain}`, `${ADVICE}; or name another domain with --ask`);
    case 'error':
      return failed(check, `it does not answer for ${domain} (${answer.code})`, ADVICE);
    default:
      return answer satisfies never;
  }
}
