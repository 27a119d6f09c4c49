import { z } from 'zod';
import * as identity from './identities.ts';
import * as value from './values.ts';

/** What `.env.example` says of a variable. */
export interface About {
  readonly about: string;
  /** Shown in `.env.example`: the default, or an example where there is none. */
  readonly shown: string;
  readonly secret?: true;
}

const withDefault = <T>(type: z.ZodType<T, string>, fallback: string, about: string) =>
  type.prefault(fallback).meta({ about, shown: fallback } satisfies About);

const optional = <T>(type: z.ZodType<T, string>, shown: string, about: string) =>
  type.optional().meta({ about, shown } satisfies About);

const optionalSecret = <T>(type: z.ZodType<T, string>, shown: string, about: string) =>
  type.optional().meta({ about, shown, secret: true } satisfies About);

const ehlo = z.string().refine(identity.isEhloName, identity.EHLO_ALLOWED);
const mailFrom = z.string().refine(identity.isMailFrom, identity.MAIL_FROM_ALLOWED);
const identities = z.string().transform((text, context) => {
  const parsed = identity.parseIdentities(text);
  if (parsed === null) context.addIssue({ code: 'custom', message: identity.IDENTITIES_ALLOWED });
  return parsed ?? z.NEVER;
});

/** The whole environment, one line a variable; `.env.example` is written from this table. */
export const variables = z.object({
  REDIS_URL: optionalSecret(
    value.redisUrl,
    'redis://127.0.0.1:6379',
    'Redis >= 6.2 with maxmemory-policy noeviction. Without it `start` runs a private one',
  ),
  STORAGE_URL: optional(
    value.storageFolder,
    'file:///var/lib/mailsift',
    'Where lists and results are kept. Without it the folder data here',
  ),
  HOST: withDefault(value.host, '127.0.0.1', 'The address the API listens on. Anything but loopback needs API keys'),
  PORT: withDefault(value.integer(0, 65_535), '3000', 'The port the API listens on; 0 takes a free one'),
  API_KEYS: optionalSecret(
    value.secrets,
    'a-long-random-key,another-long-random-key',
    'Admin keys that clients send as a bearer token. `mailsift keys` makes more',
  ),
  API_RATE_LIMIT: withDefault(
    value.rate,
    '50/s',
    'Requests of one key, over all API processes; addresses in batches count on their own',
  ),
  MAX_UPLOAD_SIZE: withDefault(value.size, '2gb', 'The largest file an upload may hold'),
  EHLO_HOSTNAME: optional(
    ehlo,
    'verify.example.com',
    'The name we give mail servers; should be the PTR of our address. Without it the host name',
  ),
  MAIL_FROM: optional(
    mailFrom,
    'verify@example.com',
    'The sender we give mail servers; its domain should have an MX. Without it verify@EHLO_HOSTNAME',
  ),
  IDENTITIES: optional(
    identities,
    '192.0.2.1|a.example.com|verify@example.com',
    'Several source addresses: bind[=public]|ehlo|mailfrom,... in place of the two above',
  ),
  DNS_SERVERS: optional(value.dnsServers, '127.0.0.1:5353', 'Resolvers to ask. Without it those of the system'),
  SMTP_PORT: withDefault(value.integer(1, 65_535), '25', 'The port mail servers are asked on'),
  ALLOW_PRIVATE_NETWORKS: withDefault(
    value.flag,
    'false',
    'Connect to mail servers in private and loopback networks too',
  ),
  IMPLICIT_MX: withDefault(value.flag, 'false', 'Ask the address of a domain that has no MX (RFC 5321 section 5.1)'),
  STARTTLS: withDefault(
    value.oneOf('opportunistic', 'never'),
    'opportunistic',
    'Use TLS where a mail server offers it, or never',
  ),
  CONNECT_TIMEOUT: withDefault(
    value.duration('100ms', '5m'),
    '10s',
    'How long a mail server may take to accept a connection',
  ),
  COMMAND_TIMEOUT: withDefault(
    value.duration('100ms', '10m'),
    '45s',
    'How long a mail server may take to answer one command',
  ),
  SESSION_TIMEOUT: withDefault(value.duration('1s', '1h'), '3m', 'How long one conversation may take in all'),
  GREYLIST_DELAYS: withDefault(
    value.durations,
    '6m,16m,35m,2h',
    'When to ask again after greylisting; each counts from the attempt before it',
  ),
  RETRY_DELAYS: withDefault(value.durations, '1m,5m,15m', 'When to ask again after any other temporary answer'),
  WORKER_CONNECTIONS: withDefault(
    value.integer(1, 10_000),
    '200',
    'Connections to mail servers that one worker may hold at once',
  ),
  MAX_LIST_AGE: withDefault(
    value.duration('1m', '30d'),
    '24h',
    'When to stop trying: what is undecided by then is unknown',
  ),
  LANES_FILE: optional(
    z.string().max(4_096),
    '/etc/mailsift/lanes.yaml',
    'YAML file with limits of your own for mail providers: packages/lanes/README.md',
  ),
  SUPPRESSION_FILES: optional(
    value.files,
    '/etc/mailsift/suppressed.txt,/etc/mailsift/unsubscribed.txt',
    'Files of domains and addresses that are not to be checked, read again when they change. One entry a line: someone@example.com; example.com, or .example.com with its subdomains; an MD5, SHA-1 or SHA-256 of an address',
  ),
  LANE_DEFAULT_CONNECTIONS: withDefault(
    value.integer(1, 1_000),
    '5',
    'Connections at once to one mail operator without limits of its own',
  ),
  LANE_DEFAULT_RATE: withDefault(value.rate, '20/s', 'RCPTs to one mail operator without limits of its own'),
  LANE_COOLDOWN: withDefault(
    value.duration('1s', '1d'),
    '5m',
    'How long a mail operator that refused us is left alone at first; twice as long each time in a row, up to 48 times',
  ),
  WARM_UP: optional(
    value.integers,
    '200,500,1000,2000,5000',
    'The most RCPTs of a new identity on its first day, its second and so on; without limit after the last. Without it none is warmed up',
  ),
  RESULT_CACHE_TTL: withDefault(
    value.duration('0', '90d'),
    '0',
    'How long a result may be used again for the same address; 0 asks anew each time',
  ),
  RETENTION_DAYS: withDefault(
    value.integer(0, 3_650),
    '30',
    'Days until a list that has ended, or was never started, is deleted; 0 keeps it',
  ),
  WEBHOOK_SECRET: optionalSecret(
    value.secret,
    'a-long-random-secret',
    'Signs the webhooks we send. Without it none are taken',
  ),
  WEBHOOK_DELAYS: withDefault(
    value.durations,
    '10s,1m,5m,30m,2h,6h,12h,1d',
    'When to send a webhook again that was not delivered; each counts from the attempt before it',
  ),
  LOG_LEVEL: withDefault(
    value.oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    'info',
    'How much is logged',
  ),
});

export type Variable = keyof typeof variables.shape;
