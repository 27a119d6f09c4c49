import { parseArgs } from 'node:util';
import { z } from 'zod';

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
type Unit = keyof typeof UNITS;

export const USAGE = `Usage: mailsift sandbox [options]

A mail Internet on loopback: a DNS server and mail hosts, one behaviour per domain.

  --dns-port <port>        UDP and TCP on 127.0.0.1 (5353; 0: any free one)
  --smtp-port <port>       on every mail host (2525; 0: any free one)
  --latency <time>         before every reply (0ms)
  --greylist <time>        until a greylisted recipient passes (300ms)
  --greylist-window <time> until its first try is forgotten (1h)
  --tls <which>            hosts with STARTTLS: some, all or none (some)
  --sample <rows>          write a sample list of so many rows instead, and end
  --seed <number>          another sample list (1)
  --help                   this text
`;

/** What is wrong with the arguments, in words for the person who typed them. */
export class SandboxUsageError extends Error {
  override readonly name = 'SandboxUsageError';
}

const portOption = z
  .string()
  .regex(/^\d{1,5}$/, 'is no port number')
  .transform(Number)
  .refine((port) => port < 65_536, 'is no port number');

const timeOption = z
  .string()
  .regex(/^\d{1,9}(?:ms|s|m|h)$/, 'is no time such as 300ms, 5s, 6m or 1h')
  .transform((text) => {
    const unit = text.replace(/^\d+/, '');
    return Number.parseInt(text, 10) * (isUnit(unit) ? UNITS[unit] : 1);
  });

const countOption = z
  .string()
  .regex(/^\d{1,9}$/, 'is no number')
  .transform(Number);

const schema = z.object({
  'dns-port': portOption.default(5_353),
  'smtp-port': portOption.default(2_525),
  latency: timeOption.optional(),
  greylist: timeOption.optional(),
  'greylist-window': timeOption.optional(),
  tls: z.enum(['some', 'all', 'none'], 'is not some, all or none').default('some'),
  sample: countOption.optional(),
  seed: countOption.default(1),
  help: z.boolean().default(false),
});

export type CommandOptions = z.infer<typeof schema>;

/** @throws SandboxUsageError naming every argument that cannot be used. */
export function parseCommandOptions(args: readonly string[]): CommandOptions {
  const parsed = schema.safeParse(rawOptions(args));
  if (parsed.success) return parsed.data;
  throw new SandboxUsageError(
    parsed.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`).join('\n'),
  );
}

function rawOptions(args: readonly string[]): unknown {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        'dns-port': text,
        'smtp-port': text,
        latency: text,
        greylist: text,
        'greylist-window': text,
        tls: text,
        sample: text,
        seed: text,
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new SandboxUsageError(error instanceof Error ? error.message : String(error));
  }
}

function isUnit(text: string): text is Unit {
  return text in UNITS;
}
