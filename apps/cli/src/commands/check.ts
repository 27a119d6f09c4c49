import { createEnrichment, type Place } from '@mailsift/enrichment';
import { createResolver, loadLaneTable } from '@mailsift/lanes';
import { createSignals } from '@mailsift/signals';
import type { Target } from '@mailsift/smtp';
import { createSuppression, describeFaults, readSuppressionFiles, type Suppression } from '@mailsift/suppression';
import { describe } from '@mailsift/verdict';
import type { Command } from 'commander';
import { z } from 'zod';
import { type CheckEvent, checkAddress } from '../check/checkAddress.ts';
import { describeEvent, describeVerdict } from '../check/describeCheck.ts';
import { readSettings } from '../platform/settings.ts';
import { runJob } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';

const optionsSchema = z.object({ explain: z.boolean().default(false), json: z.boolean().default(false) });

const HELP = `
Asks the mail server of the address as a list would, up to RCPT TO and once; no message is sent, no Redis is needed. In the
conversation > is us, < the server, * what happened between. The exit code is 0 whatever the verdict is.

Examples:
  mailsift check someone@example.com
  mailsift check someone@example.com --explain`;

export function addCheck(program: Command, terminal: Terminal): void {
  program
    .command('check')
    .description('verify one address and show the whole conversation')
    .argument('<address>')
    .option('--explain', 'also the limits of its lane, and an example of the rule that decided')
    .option('--json', 'one JSON object at the end, and nothing else')
    .addHelpText('after', HELP)
    .action(async (address: string, given: unknown) => {
      const { explain, json } = optionsSchema.parse(given);
      const events: CheckEvent[] = [];
      const write = (lines: readonly string[]) => void terminal.output.write(`${lines.join('\n')}\n`);
      const tell = (event: CheckEvent) => (json ? events.push(event) : write(describeEvent(event, explain)));
      await runJob(terminal, async ({ signal, onEnd }) => {
        const settings = readSettings(terminal);
        const lanes = await loadLaneTable(settings);
        const resolver = createResolver({
          servers: settings.dnsServers,
          timeoutMs: settings.connectTimeoutMs,
          tries: 2,
          allowPrivate: settings.allowPrivateNetworks,
          implicitMx: settings.implicitMx,
        });
        onEnd('the resolver', () => resolver.close());
        const warn = (message: string) => terminal.say(`mailsift: warning: ${message}`);
        const enrichment = createEnrichment({ warn });
        const suppression = await readSuppression(settings.suppressionFiles, warn);
        const signals = createSignals({ warn });
        const options = { settings, lanes, resolver, signals, enrichment, suppression, signal, tell };
        const checked = await checkAddress(address, options);
        if (json) write([toJson(events, checked)]);
        else write(describeVerdict(checked, explain));
      });
    });
}

async function readSuppression(files: readonly string[], warn: (message: string) => void): Promise<Suppression> {
  const data = await readSuppressionFiles(files);
  for (const fault of describeFaults(data.faults)) warn(fault);
  return createSuppression(data);
}

function toJson(events: readonly CheckEvent[], { decision, syntax, probe }: Awaited<ReturnType<typeof checkAddress>>) {
  const find = <K extends CheckEvent['kind']>(kind: K) =>
    events.find((event): event is Extract<CheckEvent, { kind: K }> => event.kind === kind) ?? null;
  const { retry, ...verdict } = decision;
  const address = find('address');
  const dns = find('dns');
  return JSON.stringify({
    ...verdict,
    details: syntax ?? describe(decision),
    retry,
    address: address?.address ?? null,
    signals: address?.signals ?? null,
    dns: dns === null ? null : { ...dns.facts, durationMs: dns.durationMs },
    lane: find('lane')?.lane ?? null,
    catchAll: probe?.catchAll ?? null,
    target: probe?.target ?? null,
    mxEnrichment: enriched(probe?.target ?? null, dns?.places ?? {}),
    tls: probe?.tls ?? null,
    conversation: events.flatMap((event) => (event.kind === 'line' ? [event.line] : [])),
  });
}

/** As in a result of a list: null is what nobody knows. */
function enriched(target: Target | null, places: Readonly<Record<string, Place>>) {
  const place = target === null ? undefined : places[target.ip];
  return {
    mxHost: target?.host ?? null,
    mxIp: target?.ip ?? null,
    mxGeo: place?.geo || null,
    mxCity: place?.city || null,
    mxIsp: place?.isp || null,
  };
}
