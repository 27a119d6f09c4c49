import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { EnvError, type EnvProblem, showValue } from './envError.ts';
import { createIdentity, ehloFromHostname, type Identity } from './identities.ts';
import { folderUrl } from './values.ts';
import { variables } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of a process. Times in milliseconds, sizes in bytes, rates per second. */
export type Settings = ReturnType<typeof toSettings>;

/**
 * Reads the environment. An empty variable counts as not set. Throws `EnvError` with every problem at once. Variables we do not
 * know are left alone; see `findMisspelled`.
 */
export function parseEnv(source: Environment = process.env): Settings {
  const given = Object.fromEntries(
    Object.keys(variables.shape).flatMap((name) => {
      const text = source[name]?.trim();
      return text === undefined || text === '' ? [] : [[name, text]];
    }),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map((issue) => toProblem(issue, given)));
  return toSettings(parsed.data);
}

function toSettings(env: z.infer<typeof variables>) {
  const dataFolder = env.STORAGE_URL ?? resolve('data');
  return {
    redisUrl: env.REDIS_URL ?? null,
    storageUrl: folderUrl(dataFolder),
    /** The folder that `storageUrl` names; a private Redis keeps its files in it too. */
    dataFolder,
    host: env.HOST,
    port: env.PORT,
    apiKeys: env.API_KEYS ?? [],
    /** Per second. */
    apiRateLimit: env.API_RATE_LIMIT,
    maxUploadSize: env.MAX_UPLOAD_SIZE,
    identities: env.IDENTITIES ?? [onlyIdentity(env.EHLO_HOSTNAME, env.MAIL_FROM)],
    /** Null for the system's own. */
    dnsServers: env.DNS_SERVERS ?? null,
    smtpPort: env.SMTP_PORT,
    allowPrivateNetworks: env.ALLOW_PRIVATE_NETWORKS,
    implicitMx: env.IMPLICIT_MX,
    starttls: env.STARTTLS,
    connectTimeoutMs: env.CONNECT_TIMEOUT,
    commandTimeoutMs: env.COMMAND_TIMEOUT,
    sessionTimeoutMs: env.SESSION_TIMEOUT,
    greylistDelaysMs: env.GREYLIST_DELAYS,
    retryDelaysMs: env.RETRY_DELAYS,
    workerConnections: env.WORKER_CONNECTIONS,
    maxListAgeMs: env.MAX_LIST_AGE,
    lanesFile: env.LANES_FILE ?? null,
    /** Absolute paths. */
    suppressionFiles: env.SUPPRESSION_FILES ?? [],
    laneDefaultConnections: env.LANE_DEFAULT_CONNECTIONS,
    laneDefaultRate: env.LANE_DEFAULT_RATE,
    laneCooldownMs: env.LANE_COOLDOWN,
    /** RCPTs of an identity by day; empty for no warm-up. */
    warmUp: env.WARM_UP ?? [],
    resultCacheTtlMs: env.RESULT_CACHE_TTL,
    /** 0 keeps lists for ever. */
    retentionDays: env.RETENTION_DAYS,
    webhookSecret: env.WEBHOOK_SECRET ?? null,
    webhookDelaysMs: env.WEBHOOK_DELAYS,
    logLevel: env.LOG_LEVEL,
  } as const;
}

function onlyIdentity(ehloHostname: string | undefined, mailFrom: string | undefined): Identity {
  const ehlo = ehloHostname ?? ehloFromHostname(hostname());
  return createIdentity({ bind: null, publicIp: null, ehlo, mailFrom: mailFrom ?? `verify@${ehlo}` });
}

function toProblem(issue: z.core.$ZodIssue, given: Environment): EnvProblem {
  const variable = String(issue.path[0]);
  const about = z.object({ secret: z.boolean().optional() }).parse(metaOf(variable) ?? {});
  const text = given[variable];
  return {
    variable,
    value: about.secret || text === undefined ? null : showValue(text),
    allowed: `must be ${issue.message}`,
  };
}

export function metaOf(variable: string): unknown {
  return Object.entries(variables.shape)
    .find(([name]) => name === variable)?.[1]
    .meta();
}

/** Whether a HOST is reached from this machine alone. What listens on any other asks for API keys. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
