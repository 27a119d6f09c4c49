import { describe, expect, it } from 'vitest';
import { parseCommandOptions, SandboxUsageError } from './commandOptions.ts';

describe('the options of the command', () => {
  it('have defaults', () => {
    expect(parseCommandOptions([])).toEqual({
      'dns-port': 5353,
      'smtp-port': 2525,
      tls: 'some',
      seed: 1,
      help: false,
    });
  });

  it('take times with their unit', () => {
    const options = parseCommandOptions(['--latency', '20ms', '--greylist=5s', '--greylist-window', '1h']);
    expect(options).toMatchObject({ latency: 20, greylist: 5_000, 'greylist-window': 3_600_000 });
  });

  it.each([
    [['--smtp-port', '70000'], '--smtp-port is no port number'],
    [['--latency', '20'], '--latency is no time'],
    [['--tls', 'perhaps'], '--tls is not some, all or none'],
    [['--sample', 'many'], '--sample is no number'],
    [['--unknown'], '--unknown'],
    [['stray'], 'stray'],
  ])('are refused in words: %s', (args, message) => {
    expect(() => parseCommandOptions(args)).toThrow(SandboxUsageError);
    expect(() => parseCommandOptions(args)).toThrow(message);
  });

  it('name everything that is wrong at once', () => {
    expect(() => parseCommandOptions(['--latency', 'x', '--dns-port', 'y'])).toThrow(/--dns-port.*\n--latency/);
  });
});
