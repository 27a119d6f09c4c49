import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { DnsInspection } from '@mailsift/lanes';
import type { Settings } from '@mailsift/runtime';
import { isPublicAddress } from '@mailsift/smtp';
import { type Finding, inArea } from './finding.ts';
import { evaluateSpf } from './spf/evaluateSpf.ts';

type Identity = Settings['identities'][number];
type Dns = Pick<DnsInspection, 'pointers' | 'addresses' | 'mx' | 'txt'>;

/** What a mail server finds out when it looks who we are: PTR and back, EHLO name, and the domain of MAIL FROM. */
export async function checkIdentity(identity: Identity, dns: Dns): Promise<readonly Finding[]> {
  const about = inArea(`Identity ${identity.ehlo}`);
  const ip = addressOf(identity);
  const domain = identity.mailFrom.slice(identity.mailFrom.lastIndexOf('@') + 1);
  const sender = isIP(domain.replace(/^\[|\]$/g, '')) === 0 ? await checkSender(domain, ip, { dns, about }) : [];
  if (ip !== null) return [...(await checkPointer(identity, ip, { dns, about })), ...sender];
  const advice =
    'Set IDENTITIES with the address that others see: bind=public|ehlo|mailfrom, an empty bind for the choice of the system';
  return [about.warning('PTR', 'it is not known which address others see', advice), ...sender];
}

interface Tools {
  readonly dns: Dns;
  readonly about: ReturnType<typeof inArea>;
}

/** As it is set, else the only public address that this machine has. */
function addressOf({ publicIp, bind }: Identity): string | null {
  if (publicIp ?? bind) return publicIp ?? bind;
  const own = Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).map(({ address }) => address),
  );
  const [only, ...others] = own.filter(isPublicAddress);
  return only === undefined || others.length > 0 ? null : only;
}

/** RFC 1912 section 2.1: a PTR, and an address record of its name that leads back (FCrDNS); large providers refuse without. */
async function checkPointer({ ehlo }: Identity, ip: string, { dns, about }: Tools): Promise<readonly Finding[]> {
  const pointers = await dns.pointers(ip);
  if (pointers.kind === 'error') {
    return [
      about.warning(
        'PTR',
        `the PTR of ${ip} could not be looked up (${pointers.code})`,
        'Look at the DNS servers, and try again',
      ),
    ];
  }
  const advice = `Have whoever gave you ${ip} set its PTR to ${ehlo}`;
  const names = pointers.kind === 'records' ? pointers.records : [];
  if (names.length === 0) return [about.failed('PTR', `${ip} has no PTR; many servers refuse such addresses`, advice)];
  const back = await Promise.all(names.map(async (name) => ({ name, leads: await leadsBack(name, ip, dns) })));
  const confirmed = back.filter(({ leads }) => leads).map(({ name }) => name);
  if (confirmed.length === 0) {
    const found = `the PTR of ${ip} is ${names.join(', ')}, which does not lead back to ${ip}`;
    return [about.failed('PTR', found, `Add an address record for ${ip} to ${names[0]}, or: ${advice}`)];
  }
  const resolves = about.ok('PTR', `the PTR of ${ip} is ${confirmed.join(', ')}, and leads back`);
  if (confirmed.some((name) => name.toLowerCase() === ehlo.toLowerCase()))
    return [resolves, about.ok('EHLO', 'it is that name')];
  // Not required by RFC 5321 section 4.1.4, but scored: the name should at least lead to us.
  const leads = await leadsBack(ehlo, ip, dns);
  const found = `we say EHLO ${ehlo}, which is not the PTR${leads ? ', but leads to the address' : ' and does not lead to the address'}`;
  const change = `Set EHLO_HOSTNAME (or the name in IDENTITIES) to ${confirmed[0]}, or the PTR to ${ehlo}`;
  return [resolves, leads ? about.warning('EHLO', found, change) : about.failed('EHLO', found, change)];
}

async function leadsBack(name: string, ip: string, dns: Dns): Promise<boolean> {
  const addresses = await dns.addresses(name);
  return addresses.kind === 'records' && addresses.records.includes(ip);
}

async function checkSender(domain: string, ip: string | null, { dns, about }: Tools): Promise<readonly Finding[]> {
  return [await checkMx(domain, { dns, about }), await checkSpf(domain, ip, { dns, about })];
}

/** Servers that call back, and many that only look, refuse a sender to whom no answer could be sent. */
async function checkMx(domain: string, { dns, about }: Tools): Promise<Finding> {
  const answer = await dns.mx(domain);
  const advice = `Give ${domain} an MX record with a host that takes its mail, or set MAIL_FROM to an address of a domain that has one`;
  switch (answer.kind) {
    case 'records':
      if (answer.records.every(({ exchange }) => exchange === '')) {
        return about.failed('MAIL FROM', `${domain} says that it takes no mail (null MX)`, advice);
      }
      return about.ok('MAIL FROM', `${domain} has an MX`);
    case 'nxdomain':
    case 'nodata':
      return about.failed('MAIL FROM', `${domain} has no MX; servers refuse such senders`, advice);
    case 'error':
      return about.warning(
        'MAIL FROM',
        `the MX of ${domain} could not be looked up (${answer.code})`,
        'Look at the DNS servers, and try again',
      );
    default:
      return answer satisfies never;
  }
}

async function checkSpf(domain: string, ip: string | null, { dns, about }: Tools): Promise<Finding> {
  const verdict = await evaluateSpf(domain, ip ?? '0.0.0.0', dns);
  const ours = ip === null ? 'our address' : ip;
  const mechanism = ip === null ? 'ip4:<our address>' : `${ip.includes(':') ? 'ip6' : 'ip4'}:${ip}`;
  const add = `Add ${mechanism} to the SPF record (TXT) of ${domain}`;
  switch (verdict.kind) {
    case 'none':
      return about.warning(
        'SPF',
        `${domain} has no SPF record`,
        `Add a TXT record to ${domain}: v=spf1 ${mechanism} -all`,
      );
    case 'error':
      return about.failed(
        'SPF',
        `the SPF record of ${domain} cannot be evaluated: ${verdict.why}`,
        `Put the SPF record of ${domain} right`,
      );
    case 'unknown':
      return about.warning(
        'SPF',
        `the SPF record of ${domain} was not decided: ${verdict.why}`,
        `See that it passes for ${ours}`,
      );
    case 'pass':
    case 'fail':
    case 'softfail':
    case 'neutral':
      if (ip === null)
        return about.warning('SPF', `${domain} has an SPF record; whether it covers us is not known`, add);
      if (verdict.kind === 'pass') return about.ok('SPF', `${domain} lets ${ip} send`);
      if (verdict.kind === 'neutral') return about.warning('SPF', `${domain} says nothing of ${ip} (neutral)`, add);
      return about.failed('SPF', `${domain} does not let ${ip} send (${verdict.kind}); servers refuse us for it`, add);
    default:
      return verdict satisfies never;
  }
}
