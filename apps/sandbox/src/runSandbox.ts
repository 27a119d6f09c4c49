import { type CommandOptions, parseCommandOptions, USAGE } from './commandOptions.ts';
import type { Delays } from './options.ts';
import { sampleList } from './samples/sampleList.ts';
import { type Sandbox, startSandbox } from './startSandbox.ts';

export interface RunningSandbox {
  readonly sandbox: Sandbox;
  /** Resolves once it has stopped, whoever stopped it. */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

/**
 * The command for people: shows the domains and the settings that lead to them, and runs until SIGINT or SIGTERM. Null
 * when the arguments only asked for a text (`--help`, `--sample`), which has been written then.
 *
 * @throws SandboxUsageError for arguments that cannot be used; Error where the ports or addresses cannot be had.
 */
export async function runSandbox(
  args: readonly string[],
  write: (text: string) => void,
): Promise<RunningSandbox | null> {
  const options = parseCommandOptions(args);
  if (options.help) {
    write(USAGE);
    return null;
  }
  if (options.sample !== undefined) {
    for (const line of sampleList({ rows: options.sample, seed: options.seed })) write(line);
    return null;
  }
  const sandbox = await startSandbox({
    dnsPort: options['dns-port'],
    smtpPort: options['smtp-port'],
    tls: options.tls,
    delays: delaysOf(options),
  });
  write(describe(sandbox));
  return untilSignal(sandbox);
}

/** The table of domains, then the settings, so that these are on the screen in the end. */
export function describe({ domains, dnsServer, smtpPort }: Sandbox): string {
  const width = Math.max(...domains.map(({ domain }) => domain.length));
  const table = domains.map(({ domain, about }) => `  ${domain.padEnd(width)}  ${about}`);
  return `${[
    'Domains:',
    ...table,
    '',
    'Local parts: unknown... and nobody... do not exist, disabled... and full... are what they say, others exist.',
    '',
    'Start mailsift with:',
    `  DNS_SERVERS=${dnsServer}`,
    `  SMTP_PORT=${smtpPort}`,
    '  ALLOW_PRIVATE_NETWORKS=true',
    '',
    'Ctrl+C stops the sandbox.',
  ].join('\n')}\n`;
}

function delaysOf(options: CommandOptions): Partial<Delays> {
  const { latency, greylist, 'greylist-window': window } = options;
  return {
    ...(latency === undefined ? {} : { latencyMs: latency }),
    ...(greylist === undefined ? {} : { greylistMs: greylist }),
    ...(window === undefined ? {} : { greylistWindowMs: window }),
  };
}

function untilSignal(sandbox: Sandbox): RunningSandbox {
  let stopping: Promise<void> | null = null;
  let hasStopped: (stopped: Promise<void>) => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    hasStopped = resolve;
  });
  const onSignal = () => void stop();
  const stop = (): Promise<void> => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    if (stopping === null) {
      stopping = sandbox.close();
      hasStopped(stopping);
    }
    return stopping;
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  return { sandbox, stopped, stop };
}
