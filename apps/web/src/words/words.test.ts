import { describe, expect, it } from 'vitest';
import { causeWords } from './causeWords.ts';
import { providerWords } from './providerWords.ts';
import { eventsOf, eventWords } from './verdictWords.ts';

describe('what the API says, in words', () => {
  it('keeps events it does not know, as unknown ones, so that no row is lost from the sums', () => {
    expect(eventWords('a_new_event')).toBe('a new event');
    const events = { mailbox_exists: 3, mailbox_full: 1, mailbox_does_not_exist: 2, a_new_event: 4, is_catchall: 0 };
    expect(eventsOf('failed', events)).toEqual([
      ['mailbox_does_not_exist', 2],
      ['mailbox_full', 1],
    ]);
    expect(eventsOf('unknown', events)).toEqual([['a_new_event', 4]]);
    expect(eventWords('toString')).toBe('toString');
    expect(eventWords(null)).toBe('Not checked yet');
  });

  it('calls providers by their names', () => {
    expect(['google', 'microsoft', 'proofpoint-essentials', 'tail', 'example.com'].map(providerWords)).toEqual([
      'Google',
      'Microsoft 365',
      'Proofpoint essentials',
      'Small mail servers',
      'example.com',
    ]);
  });

  it('tells a cause only where the event does not tell it', () => {
    expect(causeWords('blocked')).toBe('our IP address is refused');
    expect(causeWords('nxdomain')).toBeNull();
    expect(causeWords(null)).toBeNull();
  });
});
