import { describe, expect, it } from 'vitest';
import { recordConversation } from './conversation.ts';

const line = (text: string) => ({ from: 'server', text }) as const;

describe('the conversation of a check', () => {
  it('goes on where the run before it ended, by one clock', () => {
    const first = recordConversation([], () => 42);
    first.onLine(line('220 hello'));
    const second = recordConversation(first.lines(), () => 60_000);
    second.onLine(line('220 hello again'));
    expect(second.lines()).toEqual([
      { at: 42, ...line('220 hello') },
      { at: 60_000, ...line('220 hello again') },
    ]);
  });

  it('is bounded, and says how much of it is missing', () => {
    let now = 0;
    const endless = recordConversation([], () => now++);
    for (let count = 0; count < 10_000; count++) endless.onLine(line('250-more'));
    const lines = endless.lines();
    expect(lines.length).toBe(301);
    expect(lines.at(-1)).toEqual({ at: 299, from: 'note', text: '9700 more lines were left out' });
  });
});
