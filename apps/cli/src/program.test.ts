import { beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from './program.ts';
import { reportError } from './terminal/reportError.ts';
import { type RecordedTerminal, recordedTerminal } from './terminal/terminal.fixture.ts';

interface Ran {
  readonly code: number;
  readonly written: string;
  readonly said: string;
}

async function run(args: readonly string[], terminal: RecordedTerminal = recordedTerminal()): Promise<Ran> {
  const program = await createProgram(terminal, args);
  const code = await program.parseAsync(args, { from: 'user' }).then(
    () => 0,
    (error: unknown) => reportError(error, terminal),
  );
  // What was written is read in the next turns.
  await new Promise((resolve) => setImmediate(resolve));
  return { code, written: terminal.written(), said: terminal.said() };
}

const COMMANDS = [
  'start',
  'demo',
  'verify',
  'check',
  'reply',
  'lint',
  'lists',
  'keys',
  'doctor',
  'sandbox',
  'api',
  'worker',
];

// Commands are loaded when asked for; a busy machine takes its time to load them all.
beforeAll(() => createProgram(recordedTerminal(), []), 60_000);

describe('the mailsift command', () => {
  it('lists its commands and exit codes', async () => {
    const { code, written } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(written).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(written).toContain('Exit codes: 0 fine');
  });

  it.each(COMMANDS)('%s tells how it is used, exit codes included', async (command) => {
    const { code, written } = await run([command, '--help']);
    expect(code).toBe(0);
    expect(written).toContain(`Usage: mailsift ${command}`);
    expect(written).toContain('Exit codes: 0 fine');
  });

  it('knows its version', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, written: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it('suggests the command that was meant', async () => {
    const { code, said } = await run(['verfiy']);
    expect(code).toBe(2);
    expect(said).toContain('Did you mean verify?');
  });

  it.each([
    [[], 'Usage:'],
    [['verify', 'list.csv'], '--output'],
    [['verify', '-o', 'x.csv'], 'name either a file'],
    [['verify', 'list.csv', '-o', 'x.csv', '--status', 'good'], 'passed, failed, unknown'],
    [['verify', 'list.csv', '-o', 'x.csv', '--format', 'xml'], 'csv, ndjson'],
    [['demo', '--rows', '0'], 'whole number from 1'],
    [['reply'], 'name a reply'],
    [['reply', '--stage', 'data?', '250 OK'], 'rcpt'],
    [['sandbox', '--smtp-port', 'x'], 'no port number'],
    [['check'], 'address'],
  ])('calls %j a wrong usage', async (args, words) => {
    const { code, said } = await run(args);
    expect(said).toContain(words);
    expect(said).not.toContain('    at ');
    expect(code).toBe(2);
  });
});

const LAST = '{"reply":"452-4.2.2 Mailbox\\r\\n452 4.2.2 full","stage":"any"}';

describe('mailsift reply', () => {
  it('says what a reply means and which rule says so', async () => {
    const { code, written } = await run([
      'reply',
      '550 5.1.1 <x@example.com>: Recipient address rejected: User unknown',
    ]);
    expect(code).toBe(0);
    expect(written).toMatch(/^failed {2}mailbox_does_not_exist\nrule \S+: .+\n$/);
  });

  it('answers JSON line by line, in order', async () => {
    const lines = [
      '{"reply":"250 OK"}',
      '{"reply":"554 5.7.1 Blocked by Spamhaus","stage":"banner"}',
      'nonsense',
      '',
      LAST,
    ];
    const { code, written, said } = await run(['reply', '--json'], recordedTerminal(lines.join('\n')));
    const answers = written
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toEqual([
      { status: 'passed', event: 'mailbox_exists', cause: null, rule: 'accepted' },
      expect.objectContaining({ status: 'unknown', cause: 'blocked' }),
      { error: expect.stringContaining('reply') },
      { error: expect.stringContaining('reply') },
      expect.objectContaining({ status: 'failed', event: 'mailbox_full' }),
    ]);
    expect(said).toContain('2 lines are no reply');
    expect(code).toBe(1);
  });

  it('does not take anything for a reply', async () => {
    expect(await run(['reply', 'hello'])).toMatchObject({ code: 1, written: '' });
  });
});

describe('mailsift lint', () => {
  it('tells of each line what there is to tell', async () => {
    const { code, written, said } = await run(['lint'], recordedTerminal('anna@bund.de\r\ninfo@gmial.com\nnobody\n'));
    expect(code).toBe(0);
    expect(written).toMatch(/^2: info@gmial\.com: .*did you mean info@gmail\.com\?\n3: nobody: The @ is missing\.\n$/);
    expect(said).toContain('3 lines: 1 no address, 1 with a flag, 1 plain');
  });

  it('gives one object a line with --json, in order, whatever the line holds', async () => {
    const { written } = await run(['lint', '--json'], recordedTerminal('Anna@Bund.DE\n\nnobody\ninfo@gmial.com'));
    const told = written.trimEnd().split('\n');
    expect(told[0]).toBe(
      '{"email":"Anna@Bund.DE","valid":true,"reason":null,"normalized":"Anna@bund.de","emailSuggested":null,' +
        '"isDisposable":false,"isFreeService":false,"isRoleAccount":false,"isGibberish":false}',
    );
    expect(told.slice(1).map((line): unknown => JSON.parse(line))).toMatchObject([
      { email: '', valid: false, reason: 'empty', normalized: null },
      { email: 'nobody', valid: false, reason: 'no_at', emailSuggested: null },
      { email: 'info@gmial.com', valid: true, emailSuggested: 'info@gmail.com', isRoleAccount: true },
    ]);
  });

  it('says that a file cannot be read', async () => {
    const { code, said } = await run(['lint', '/nowhere/list.txt']);
    expect(code).toBe(1);
    expect(said).toContain('no such file');
  });
});
