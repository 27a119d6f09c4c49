import type { LanePolicy, ProviderPolicy } from '../policies.ts';

/**
 * The providers, and what we allow ourselves with each. Public shaping figures are for senders of standing who deliver
 * mail; a verifier asks about strangers and delivers nothing, so it takes a fraction of them. All figures are as found
 * in 2026 (KumoMTA: assets/community/shaping.toml; replies: public corpora of bounces); raise them for an
 * identity that has earned it.
 */

const BASE = {
  connections: 2,
  rate: 2,
  burst: 5,
  connectionRate: 1,
  rcptsPerTransaction: 5,
  rcptsPerConnection: 10,
  catchAll: 'ask',
  verifiable: true,
} as const satisfies LanePolicy;

/** Very many mailboxes on very many hosts: room for a long list, still below half of what senders use. */
const LARGE = { ...BASE, connectionRate: 2 } as const satisfies LanePolicy;
/** Hosted mail of many small domains; known to answer at RCPT. */
const CAREFUL = BASE;
/** A filter that may ask a customer's server behind it: what we cost, it costs twice. */
const GATEWAY = { ...BASE, rate: 1, connectionRate: 0.5 } as const satisfies LanePolicy;
/** Mailboxes of the provider's own domains alone: none of them takes every address. */
const CONSUMER = {
  ...BASE,
  connections: 1,
  rate: 1,
  connectionRate: 0.5,
  catchAll: 'never',
} as const satisfies LanePolicy;
/** Known to block for unknown recipients in number. */
const STRICT = {
  ...BASE,
  connections: 1,
  rate: 0.5,
  connectionRate: 0.2,
  rcptsPerConnection: 5,
} as const satisfies LanePolicy;
/** Takes every RCPT and refuses after DATA, which is never sent. */
const UNVERIFIABLE = { ...STRICT, catchAll: 'never', verifiable: false } as const satisfies LanePolicy;

/** Regions with an SES endpoint for receiving mail. */
const SES_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-central-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
];

export const PROVIDERS: readonly ProviderPolicy[] = [
  {
    ...LARGE,
    id: 'google',
    suffixes: ['google.com', 'googlemail.com'],
    rate: 4,
    source:
      'KumoMTA shaping: 5 connections, 50 messages each for senders of standing, 10/min after an "unusual rate" reply; Workspace domains can be catch-all',
  },
  {
    ...LARGE,
    id: 'microsoft',
    suffixes: ['mail.protection.outlook.com', 'mx.microsoft'],
    source:
      'KumoMTA shaping: 5 connections, 50 messages each; new IPs get 451 4.7.5xx Server busy; internal relay domains take every address',
  },
  {
    ...CONSUMER,
    id: 'outlook',
    suffixes: ['olc.protection.outlook.com'],
    source: 'Outlook.com postmaster policy forbids namespace mining, so the least that works; consumer domains only',
  },
  {
    ...UNVERIFIABLE,
    id: 'yahoo',
    suffixes: ['yahoodns.net'],
    source: 'Field reports 2025-26: 250 to any RCPT, refusal after DATA; so nobody is asked',
  },
  {
    ...CAREFUL,
    id: 'apple',
    suffixes: ['icloud.com'],
    rcptsPerConnection: 5,
    source: 'KumoMTA shaping: 10 connections, 5 messages each; 421 too many errors; custom domains can be catch-all',
  },
  {
    ...UNVERIFIABLE,
    id: 'mailru',
    suffixes: ['mail.ru'],
    source: 'Field reports: all logged refusals come after DATA',
  },
  {
    ...GATEWAY,
    id: 'proofpoint',
    suffixes: ['pphosted.com'],
    source: 'Recipient check depends on the customer; 450 4.1.1 verification in progress',
  },
  {
    ...GATEWAY,
    id: 'proofpoint-essentials',
    suffixes: ['ppe-hosted.com'],
    source: 'Verifies recipients against the destination (vendor documentation), so every question costs two',
  },
  {
    ...GATEWAY,
    id: 'mimecast',
    suffixes: ['mimecast.com', 'mimecast.co.za', 'mimecast-offshore.com'],
    source: 'KumoMTA shaping: 10 connections, 100 messages, half an hour of rest after its 451; greylists by triplet',
  },
  {
    ...GATEWAY,
    id: 'barracuda',
    suffixes: ['barracudanetworks.com'],
    source: 'KumoMTA shaping: 10 connections, 15 messages; vendor documentation: first 100 RCPTs, the rest deferred',
  },
  {
    ...GATEWAY,
    id: 'cisco',
    suffixes: ['iphmx.com'],
    rate: 0.5,
    rcptsPerConnection: 5,
    source:
      'Vendor documentation: directory harvest prevention defaults to 25 unknown recipients an hour, then drops, or silently accepts',
  },
  {
    ...GATEWAY,
    id: 'messagelabs',
    suffixes: ['messagelabs.com'],
    source: 'Registered recipients are checked at RCPT; no limits published',
  },
  {
    ...CAREFUL,
    id: 'zoho',
    suffixes: ['zoho.com', 'zoho.eu', 'zoho.in', 'zoho.com.au', 'zoho.jp'],
    source: 'Rejects at RCPT, also for reputation (554 5.7.1 flagged as spam); no limits published',
  },
  {
    ...CAREFUL,
    id: 'yandex',
    suffixes: ['yandex.ru', 'yandex.net'],
    source: '450 4.2.1 recipient rate limit; a spam source is blocked for 24 h (vendor documentation)',
  },
  {
    ...CONSUMER,
    id: 'gmx',
    suffixes: ['gmx.net', 'web.de', 'mail.com'],
    source: 'KumoMTA shaping: 4 connections, 20 messages, one connection for half an hour after a 421',
  },
  {
    ...CAREFUL,
    id: 'ionos',
    suffixes: ['ionos.com', 'ionos.de', 'ionos.co.uk', 'ionos.fr', 'ionos.es', 'ionos.it', 'kundenserver.de'],
    source:
      "Same operator as GMX (KumoMTA shaping: 4 connections, 20 messages), with customers' domains that can be catch-all",
  },
  {
    ...CAREFUL,
    id: 'ovh',
    suffixes: ['mail.ovh.net'],
    source: 'Rejects unknown users at RCPT (field); nothing published on limits',
  },
  {
    ...STRICT,
    id: 'tencent',
    suffixes: ['qq.com'],
    source: 'KumoMTA shaping: 4 connections, 8 messages; throttles with permanent codes (550 frequency limited)',
  },
  {
    ...STRICT,
    id: 'netease',
    suffixes: ['netease.com'],
    catchAll: 'never',
    source:
      'KumoMTA shaping: 4 connections, 7 messages; 421 HL:REP after unknown recipients, unknown IPs often refused',
  },
  {
    ...CONSUMER,
    id: 'comcast',
    suffixes: ['comcast.net'],
    source: 'Vendor documentation: 25 connections per IP (older page: 10), throttles by reputation',
  },
  {
    ...CONSUMER,
    id: 'orange',
    suffixes: ['orange.fr'],
    source: 'KumoMTA shaping: 2 connections; older page: 3 per MX and 1,000 an hour',
  },
  {
    ...CONSUMER,
    id: 'laposte',
    suffixes: ['laposte.net'],
    source: '421 LPN006_107 on too many connections; nothing published on limits',
  },
  {
    ...CAREFUL,
    id: 'rackspace',
    suffixes: ['emailsrvr.com'],
    source: '421 too many concurrent connections (G2), 451 too many from a new IP (G28)',
  },
  {
    ...STRICT,
    id: 'godaddy',
    suffixes: ['secureserver.net'],
    source: "554 IB112/IB113: a day's block for too many invalid recipients; 421 too many sessions IB007",
  },
  {
    ...CAREFUL,
    id: 'ses',
    suffixes: SES_REGIONS.map((region) => `inbound-smtp.${region}.amazonaws.com`),
    source:
      "Receipt rules decide; a rule for a whole domain takes every address; other names under amazonaws.com are customers' machines",
  },
  {
    ...CAREFUL,
    id: 'fastmail',
    suffixes: ['messagingengine.com'],
    source: "Rejects at RCPT (field); customers' domains can be catch-all; nothing published on limits",
  },
  {
    ...CAREFUL,
    id: 'proton',
    suffixes: ['protonmail.ch'],
    source: "Rejects at RCPT (field); customers' domains can be catch-all; nothing published on limits",
  },
  {
    ...GATEWAY,
    id: 'hornetsecurity',
    suffixes: ['hornetsecurity.com', 'antispameurope.com'],
    source: "Filter in front of customers' servers; nothing published on limits",
  },
  {
    ...GATEWAY,
    id: 'spamexperts',
    suffixes: ['spamexperts.com', 'antispamcloud.com'],
    source: "Filter that asks the customer's server; answers within 45 s (Reacher's rule)",
  },
  {
    ...GATEWAY,
    id: 'siteground',
    suffixes: ['antispam.mailspamprotection.com'],
    source: 'Filter in front of shared hosting; nothing published on limits',
  },
  {
    ...GATEWAY,
    id: 'forcepoint',
    suffixes: ['mailcontrol.com'],
    source: "Filter in front of customers' servers; nothing published on limits",
  },
  {
    ...GATEWAY,
    id: 'sophos',
    suffixes: ['reflexion.net', 'sophos.com'],
    source: "Filter in front of customers' servers; nothing published on limits",
  },
  {
    ...GATEWAY,
    id: 'trendmicro',
    suffixes: ['trendmicro.com', 'trendmicro.eu'],
    source: "Filter in front of customers' servers; nothing published on limits",
  },
  {
    ...GATEWAY,
    id: 'vade',
    suffixes: ['vadesecure.com'],
    source: "Filter in front of customers' servers; nothing published on limits",
  },
  {
    ...STRICT,
    id: 'alibaba',
    suffixes: ['mxhichina.com', 'alimail.com'],
    source: 'Hosted mail; as strict as the other large Chinese providers in the corpus, nothing published on limits',
  },
  {
    ...CONSUMER,
    id: 'naver',
    suffixes: ['naver.com'],
    source: 'Rejects at RCPT (550 5.1.1 nsmtp); nothing published on limits',
  },
  {
    ...CONSUMER,
    id: 'daum',
    suffixes: ['daum.net'],
    catchAll: 'ask',
    source: '550 5.2.1 RACT for inactive mailboxes; hosts domains too; nothing published on limits',
  },
  { ...CAREFUL, id: 'tucows', suffixes: ['hostedemail.com'], source: 'Hosted mail; nothing published on limits' },
  {
    ...CAREFUL,
    id: 'namecheap',
    suffixes: ['privateemail.com', 'registrar-servers.com'],
    source: '450 4.1.1 unverified address stays soft (JFE030050); forwards, so each question may reach a third server',
  },
  {
    ...CAREFUL,
    id: 'hostinger',
    suffixes: ['hostinger.com', 'titan.email'],
    source: 'Hosted mail; nothing published on limits',
  },
  {
    ...CAREFUL,
    id: 'infomaniak',
    suffixes: ['infomaniak.com', 'infomaniak.ch'],
    source: 'Hosted mail; nothing published on limits',
  },
];
