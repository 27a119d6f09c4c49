import type { LanePolicy, ProviderPolicy } from '../policies.ts';

/**
 * The providers, and what we allow ourselves with each. Public shaping figures are for senders of standing who deliver
 * mail; a verifier asks about strangers and delivers nothing, so it takes a fraction of them. KumoMTA stands for
 * assets/community/shaping.toml and assets/policy-extras/shaping.toml of KumoCorp/kumomta; replies come from public corpora
 * of bounces. Raise them in LANES_FILE for an identity that has earned it.
 */

/** When the sources were last read. A row that is changed gets a date of its own. */
const KUMO_READ = '2026-11-26';
const CORPUS_READ = '2026-11-23';

const MINUTE_MS = 60_000;

const BASE = {
  connections: 2,
  rate: 2,
  burst: 5,
  connectionRate: 1,
  rcptsPerTransaction: 5,
  rcptsPerConnection: 10,
  catchAll: 'ask',
  verifiable: true,
  greylistDelaysMs: null,
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
    checked: KUMO_READ,
  },
  {
    ...LARGE,
    id: 'microsoft',
    suffixes: ['mail.protection.outlook.com', 'mx.microsoft'],
    source:
      'KumoMTA shaping: 5 connections, 50 messages each; new IPs get 451 4.7.5xx Server busy; internal relay domains take every address',
    checked: KUMO_READ,
  },
  {
    ...CONSUMER,
    id: 'outlook',
    suffixes: ['olc.protection.outlook.com'],
    source: 'Outlook.com postmaster policy forbids namespace mining, so the least that works; consumer domains only',
    checked: CORPUS_READ,
  },
  {
    ...UNVERIFIABLE,
    id: 'yahoo',
    suffixes: ['yahoodns.net'],
    source: 'Field reports 2025-26: 250 to any RCPT, refusal after DATA; so nobody is asked',
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'apple',
    suffixes: ['icloud.com'],
    rcptsPerConnection: 5,
    source: 'KumoMTA shaping: 10 connections, 5 messages each; 421 too many errors; custom domains can be catch-all',
    checked: KUMO_READ,
  },
  {
    ...UNVERIFIABLE,
    id: 'mailru',
    suffixes: ['mail.ru'],
    source: 'Field reports: all logged refusals come after DATA',
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'proofpoint',
    suffixes: ['pphosted.com'],
    source: 'Recipient check depends on the customer; 450 4.1.1 verification in progress',
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'proofpoint-essentials',
    suffixes: ['ppe-hosted.com'],
    source: 'Verifies recipients against the destination (vendor documentation), so every question costs two',
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'mimecast',
    suffixes: ['mimecast.com', 'mimecast.co.za', 'mimecast-offshore.com'],
    greylistDelaysMs: [2 * MINUTE_MS, 16 * MINUTE_MS, 120 * MINUTE_MS, 360 * MINUTE_MS],
    source:
      'KumoMTA shaping: 10 connections, 100 messages, half an hour of rest after its 451; greylists by triplet, takes a retry after 1 min to 12 h (vendor documentation)',
    checked: KUMO_READ,
  },
  {
    ...GATEWAY,
    id: 'barracuda',
    suffixes: ['barracudanetworks.com'],
    source: 'KumoMTA shaping: 10 connections, 15 messages; vendor documentation: first 100 RCPTs, the rest deferred',
    checked: KUMO_READ,
  },
  {
    ...GATEWAY,
    id: 'cisco',
    suffixes: ['iphmx.com'],
    rate: 0.5,
    rcptsPerConnection: 5,
    source:
      'Vendor documentation: directory harvest prevention defaults to 25 unknown recipients an hour, then drops, or silently accepts',
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'messagelabs',
    suffixes: ['messagelabs.com'],
    source: 'Registered recipients are checked at RCPT; no limits published',
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'zoho',
    suffixes: ['zoho.com', 'zoho.eu', 'zoho.in', 'zoho.com.au', 'zoho.jp'],
    source: 'Rejects at RCPT, also for reputation (554 5.7.1 flagged as spam); no limits published',
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'yandex',
    suffixes: ['yandex.ru', 'yandex.net'],
    source: '450 4.2.1 recipient rate limit; a spam source is blocked for 24 h (vendor documentation)',
    checked: CORPUS_READ,
  },
  {
    ...CONSUMER,
    id: 'gmx',
    suffixes: ['gmx.net', 'web.de', 'mail.com'],
    source: 'KumoMTA shaping: 4 connections, 20 messages, one connection for half an hour after a 421',
    checked: KUMO_READ,
  },
  {
    ...CAREFUL,
    id: 'ionos',
    suffixes: ['ionos.com', 'ionos.de', 'ionos.co.uk', 'ionos.fr', 'ionos.es', 'ionos.it', 'kundenserver.de'],
    source:
      "Same operator as GMX (KumoMTA shaping: 4 connections, 20 messages), with customers' domains that can be catch-all",
    checked: KUMO_READ,
  },
  {
    ...CAREFUL,
    id: 'ovh',
    suffixes: ['mail.ovh.net'],
    source: 'Rejects unknown users at RCPT (field); nothing published on limits',
    checked: CORPUS_READ,
  },
  {
    ...STRICT,
    id: 'tencent',
    suffixes: ['qq.com'],
    source: 'KumoMTA shaping: 4 connections, 8 messages; throttles with permanent codes (550 frequency limited)',
    checked: KUMO_READ,
  },
  {
    ...STRICT,
    id: 'netease',
    suffixes: ['netease.com'],
    catchAll: 'never',
    source:
      'KumoMTA shaping: 4 connections, 7 messages; 421 HL:REP after unknown recipients, unknown IPs often refused',
    checked: KUMO_READ,
  },
  {
    ...CONSUMER,
    id: 'comcast',
    suffixes: ['comcast.net'],
    source: 'Vendor documentation: 25 connections per IP (older page: 10), throttles by reputation',
    checked: CORPUS_READ,
  },
  {
    ...CONSUMER,
    id: 'orange',
    suffixes: ['orange.fr'],
    source: 'KumoMTA shaping: 3 connections (2 in an older version); older page: 3 per MX and 1,000 an hour',
    checked: KUMO_READ,
  },
  {
    ...CONSUMER,
    id: 'laposte',
    suffixes: ['laposte.net'],
    source: '421 LPN006_107 on too many connections; nothing published on limits',
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'rackspace',
    suffixes: ['emailsrvr.com'],
    source: '421 too many concurrent connections (G2), 451 too many from a new IP (G28)',
    checked: CORPUS_READ,
  },
  {
    ...STRICT,
    id: 'godaddy',
    suffixes: ['secureserver.net'],
    source: "554 IB112/IB113: a day's block for too many invalid recipients; 421 too many sessions IB007",
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'ses',
    suffixes: SES_REGIONS.map((region) => `inbound-smtp.${region}.amazonaws.com`),
    source:
      "Receipt rules decide; a rule for a whole domain takes every address; other names under amazonaws.com are customers' machines",
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'fastmail',
    suffixes: ['messagingengine.com'],
    source: "Rejects at RCPT (field); customers' domains can be catch-all; nothing published on limits",
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'proton',
    suffixes: ['protonmail.ch'],
    source: "Rejects at RCPT (field); customers' domains can be catch-all; nothing published on limits",
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'hornetsecurity',
    suffixes: ['hornetsecurity.com', 'antispameurope.com'],
    source: "Filter in front of customers' servers; nothing published on limits",
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'spamexperts',
    suffixes: ['spamexperts.com', 'antispamcloud.com'],
    source: "Filter that asks the customer's server; answers within 45 s (Reacher's rule)",
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'siteground',
    suffixes: ['antispam.mailspamprotection.com'],
    source: 'Filter in front of shared hosting; nothing published on limits',
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'forcepoint',
    suffixes: ['mailcontrol.com'],
    source: "Filter in front of customers' servers; nothing published on limits",
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'sophos',
    suffixes: ['reflexion.net', 'sophos.com'],
    source: "Filter in front of customers' servers; nothing published on limits",
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'trendmicro',
    suffixes: ['trendmicro.com', 'trendmicro.eu'],
    source: "Filter in front of customers' servers; nothing published on limits",
    checked: CORPUS_READ,
  },
  {
    ...GATEWAY,
    id: 'vade',
    suffixes: ['vadesecure.com'],
    source: "Filter in front of customers' servers; nothing published on limits",
    checked: CORPUS_READ,
  },
  {
    ...STRICT,
    id: 'alibaba',
    suffixes: ['mxhichina.com', 'alimail.com'],
    source: 'Hosted mail; as strict as the other large Chinese providers in the corpus, nothing published on limits',
    checked: CORPUS_READ,
  },
  {
    ...CONSUMER,
    id: 'naver',
    suffixes: ['naver.com'],
    source: 'Rejects at RCPT (550 5.1.1 nsmtp); nothing published on limits',
    checked: CORPUS_READ,
  },
  {
    ...CONSUMER,
    id: 'daum',
    suffixes: ['daum.net'],
    catchAll: 'ask',
    source: '550 5.2.1 RACT for inactive mailboxes; hosts domains too; nothing published on limits',
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'tucows',
    suffixes: ['hostedemail.com'],
    source: 'Hosted mail; nothing published on limits',
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'namecheap',
    suffixes: ['privateemail.com', 'registrar-servers.com'],
    source: '450 4.1.1 unverified address stays soft (JFE030050); forwards, so each question may reach a third server',
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'hostinger',
    suffixes: ['hostinger.com', 'titan.email'],
    source: 'Hosted mail; nothing published on limits',
    checked: CORPUS_READ,
  },
  {
    ...CAREFUL,
    id: 'infomaniak',
    suffixes: ['infomaniak.com', 'infomaniak.ch'],
    source: 'Hosted mail; nothing published on limits',
    checked: CORPUS_READ,
  },
];
