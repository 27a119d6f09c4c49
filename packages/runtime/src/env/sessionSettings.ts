import type { Settings } from './parseEnv.ts';

/** What the settings say of a conversation with a mail server. */
export function sessionSettings(settings: Settings) {
  return {
    timeouts: {
      connectMs: settings.connectTimeoutMs,
      commandMs: settings.commandTimeoutMs,
      sessionMs: settings.sessionTimeoutMs,
    },
    port: settings.smtpPort,
    startTls: settings.starttls,
    allowPrivate: settings.allowPrivateNetworks,
  } as const;
}
