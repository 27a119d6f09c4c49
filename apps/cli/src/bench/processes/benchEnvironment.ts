import { pathToFileURL } from 'node:url';

export interface BenchPlace {
  readonly redisUrl: string;
  readonly dataFolder: string;
  readonly dnsServer: string;
  readonly smtpPort: number;
  /** Of one worker. */
  readonly connections: number;
}

/** So high that no lane ever holds anything up: the software is measured, not its manners. */
const LIFTED = { LANE_DEFAULT_CONNECTIONS: '1000', LANE_DEFAULT_RATE: '100000/s' } as const;

/** How that is told to a person. */
export const LIFTED_TOLD = Object.entries(LIFTED)
  .map(([name, value]) => `${name}=${value}`)
  .join(' ');

/** The environment of the API and the workers; nothing else of ours reaches them. */
export function benchEnvironment(place: BenchPlace): Readonly<Record<string, string>> {
  return {
    ...LIFTED,
    REDIS_URL: place.redisUrl,
    STORAGE_URL: pathToFileURL(place.dataFolder).href,
    PORT: '0',
    MAX_UPLOAD_SIZE: '4gb',
    DNS_SERVERS: place.dnsServer,
    SMTP_PORT: String(place.smtpPort),
    ALLOW_PRIVATE_NETWORKS: 'true',
    EHLO_HOSTNAME: 'bench.mailsift.test',
    MAIL_FROM: 'verify@bench.mailsift.test',
    WORKER_CONNECTIONS: String(place.connections),
    // A look-up or a connection lost on a busy machine must not hold the list up for a minute.
    RETRY_DELAYS: '1s,2s,5s,10s',
    LOG_LEVEL: 'warn',
  };
}
