import type { Command } from 'commander';
import { z } from 'zod';
import { describeFindings, summarise } from '../doctor/describeFindings.ts';
import type { Finding } from '../doctor/finding.ts';
import { runDoctor } from '../doctor/runDoctor.ts';
import { readSettings } from '../platform/settings.ts';
import { CommandError } from '../terminal/commandError.ts';
import { runJob } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';

const optionsSchema = z.object({ ask: z.string().min(1).max(253), json: z.boolean().default(false) });

const HELP = `
Looks at the machine (open files, clock), the store (room, durable writes), Redis (version, eviction, persistence, clock), the files
of the settings, the DNS servers, the way out to mail servers, and at what these find out about each identity: PTR and back, EHLO
name, MX and SPF of the MAIL FROM domain. One mail host is greeted and left again (EHLO, QUIT); nobody is asked for. Works without
Redis. The exit code is 1 where a check failed; warnings leave it 0.

Examples:
  mailsift doctor
  mailsift doctor --ask example.org --json`;

export function addDoctor(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description('check everything a verifier stands on, and say what to do about it')
    .option('--ask <domain>', 'whose mail hosts are looked up and greeted', 'gmail.com')
    .option('--json', 'one JSON object, and nothing else')
    .addHelpText('after', HELP)
    .action(async (given: unknown) => {
      const { ask: domain, json } = optionsSchema.parse(given);
      const write = (text: string) => void terminal.output.write(`${text}\n`);
      const tell = (findings: readonly Finding[]) => write(describeFindings(findings).join('\n'));
      await runJob(terminal, async ({ signal }) => {
        const settings = readSettings(terminal);
        const findings = await runDoctor({ settings, domain, signal, tell: json ? () => {} : tell });
        const failures = findings.filter(({ level }) => level === 'failed').length;
        write(json ? JSON.stringify({ ok: failures === 0, findings }) : `\n${summarise(findings)}`);
        if (failures > 0) throw new CommandError(`${failures} check${failures === 1 ? '' : 's'} failed`);
      });
    });
}
