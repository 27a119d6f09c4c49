import { pathToFileURL } from 'node:url';
import { parseEnv, type Settings } from '@mailsift/runtime';
import type { Sandbox } from '@mailsift/sandbox';

/** Delays that let every server be asked again within seconds; real ones want minutes to hours. */
const DELAYS = {
  GREYLIST_DELAYS: '1s,2s,4s',
  RETRY_DELAYS: '1s,2s',
  CONNECT_TIMEOUT: '2s',
  COMMAND_TIMEOUT: '3s',
  SESSION_TIMEOUT: '20s',
} as const;

/** The settings of a demo: the servers of the sandbox, a folder of its own, any free port. Nothing of the environment. */
export function demoSettings({ dnsServer, smtpPort }: Sandbox, dataFolder: string): Settings {
  return parseEnv({
    ...DELAYS,
    STORAGE_URL: pathToFileURL(dataFolder).href,
    PORT: '0',
    DNS_SERVERS: dnsServer,
    SMTP_PORT: String(smtpPort),
    ALLOW_PRIVATE_NETWORKS: 'true',
    EHLO_HOSTNAME: 'demo.mailsift.test',
    MAIL_FROM: 'verify@demo.mailsift.test',
  });
}

/** How they are told to a person. */
export const DEMO_DELAYS_TOLD = Object.entries(DELAYS)
  .slice(0, 2)
  .map(([name, value]) => `${name}=${value}`)
  .join(' ');
