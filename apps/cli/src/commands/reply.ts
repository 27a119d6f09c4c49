import { readLines } from '@mailsift/intake';
import { RULES } from '@mailsift/verdict';
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { judgeLine, judgeQuoted, NO_REPLY, STAGE_NAMES, stageOf } from '../reply/judgeQuoted.ts';
import { CommandError, usageError } from '../terminal/commandError.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { writeAll } from '../terminal/writeAll.ts';

const optionsSchema = z.object({ stage: z.string().transform(stageOf), json: z.boolean().default(false) });
type ReplyOptions = z.infer<typeof optionsSchema>;

const HELP = `
The reply as it is quoted, as it stood on the wire, or with its lines joined by spaces. Judged by itself: in a list a yes is
believed only where the server says no to others, and a 4xx is asked again.

With --json and without a reply: a JSON object a line on standard input, {"reply": "550 ...", "stage": "rcpt"}, and for each, in
the same order, {"status", "event", "cause", "rule"} (or {"error"}, and exit code 1 at the end). A stage that is left out or not
known is taken for rcpt.

Examples:
  mailsift reply "550 5.1.1 <x@example.com>: Recipient address rejected: User unknown"
  mailsift reply --stage banner "554 5.7.1 Blocked, see https://www.spamhaus.org/"
  mailsift reply --json < replies.jsonl`;

export function addReply(program: Command, terminal: Terminal): void {
  program
    .command('reply')
    .description('what a reply of a mail server means, and the rule that says so')
    .argument('[reply]', 'code and text, in quotes')
    .option('--stage <stage>', `what it was the answer to: ${STAGE_NAMES.join(', ')}`, checkStage, 'rcpt')
    .option('--json', 'JSON, one object a line')
    .addHelpText('after', HELP)
    .action(async (quoted: string | undefined, given: unknown) => {
      const options = optionsSchema.parse(given);
      if (quoted !== undefined) terminal.output.write(describeReply(quoted, options));
      else if (options.json) await judgeStream(terminal);
      else throw usageError('name a reply, or --json to read them from standard input');
    });
}

function checkStage(name: string): string {
  if (STAGE_NAMES.includes(name.toLowerCase())) return name;
  throw new InvalidArgumentError(`Allowed: ${STAGE_NAMES.join(', ')}.`);
}

function describeReply(quoted: string, { stage, json }: ReplyOptions): string {
  const verdict = judgeQuoted(quoted, stage);
  if (verdict === null) throw new CommandError(NO_REPLY);
  if (json) return `${JSON.stringify(verdict)}\n`;
  const { status, event, cause, rule } = verdict;
  const reason = RULES.find(({ id }) => id === rule)?.reason ?? 'No row of the table fits.';
  return `${status}  ${event}${cause === null ? '' : `  ${cause}`}\nrule ${rule}: ${reason}\n`;
}

async function judgeStream({ input, output }: Terminal): Promise<void> {
  let errors = 0;
  const judged = async function* () {
    for await (const line of readLines(input)) {
      const answer = judgeLine(line);
      if ('error' in answer) errors++;
      yield `${JSON.stringify(answer)}\n`;
    }
  };
  await writeAll(judged(), output);
  if (errors > 0) throw new CommandError(`${errors} ${errors === 1 ? 'line is' : 'lines are'} no reply`);
}
