import { startSandbox } from '@mailsift/sandbox';
import { stopAtEnd } from '@mailsift/testing';

/** A mail world in this process, and the environment that leads a command to it. */
export async function sandboxSettings(): Promise<Record<string, string>> {
  const sandbox = await startSandbox();
  stopAtEnd('the sandbox', () => sandbox.close());
  return {
    DNS_SERVERS: sandbox.dnsServer,
    SMTP_PORT: String(sandbox.smtpPort),
    ALLOW_PRIVATE_NETWORKS: 'true',
    EHLO_HOSTNAME: 'verify.mailsift.test',
  };
}
