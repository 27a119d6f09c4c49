import { describe, expect, it } from 'vitest';
import { DEFAULT_DELAYS } from '../options.ts';
import type { Turn } from '../smtp/hostScript.ts';
import { greylisting } from './greylist.ts';

const MINUTE = 60_000;

/** A greylist of five minutes, within an hour, and its clock; `asked` is true where it lets the question through. */
function startGreylist(restarts = false) {
  let clock = 0;
  const delays = { ...DEFAULT_DELAYS, greylistMs: 5 * MINUTE, greylistWindowMs: 60 * MINUTE };
  const script = greylisting({ text: '450 4.2.0 <>: wait # seconds', restarts })({ delays, now: () => clock });
  const rule = script.on?.rcpt;
  const ask = (details: Partial<Turn> = {}) => {
    const turn: Turn = {
      client: '127.0.0.1',
      connections: 1,
      ehlo: 'verifier.example',
      sender: 'me@verifier.example',
      recipient: { local: 'user', domain: 'greylist.test', address: 'user@greylist.test' },
      secured: false,
      talkedEarly: false,
      rcpts: 1,
      badRcpts: 0,
      accepted: 0,
      ...details,
    };
    return typeof rule === 'function' ? rule(turn) : null;
  };
  return {
    ask,
    passes: (details?: Partial<Turn>) => ask(details) === null,
    wait: (minutes: number) => {
      clock += minutes * MINUTE;
    },
  };
}

describe('a greylist', () => {
  it('refuses until the delay is over, saying how long that is', () => {
    const greylist = startGreylist();
    expect(greylist.ask()).toMatchObject({ text: '450 4.2.0 <user@greylist.test>: wait 300 seconds' });
    greylist.wait(4);
    expect(greylist.ask()).toMatchObject({ text: '450 4.2.0 <user@greylist.test>: wait 60 seconds' });
    greylist.wait(1);
    expect(greylist.passes()).toBe(true);
    greylist.wait(10_000);
    expect(greylist.passes()).toBe(true);
  });

  it('forgets who comes back after its window', () => {
    const greylist = startGreylist();
    greylist.ask();
    greylist.wait(61);
    expect(greylist.passes()).toBe(false);
    greylist.wait(5);
    expect(greylist.passes()).toBe(true);
  });

  it.each<[string, Partial<Turn>]>([
    ['client', { client: '127.0.0.2' }],
    ['sender', { sender: 'other@verifier.example' }],
    ['recipient', { recipient: { local: 'b', domain: 'greylist.test', address: 'b@greylist.test' } }],
  ])('knows another %s apart', (_, other) => {
    const greylist = startGreylist();
    greylist.ask();
    greylist.wait(6);
    expect(greylist.passes(other)).toBe(false);
    expect(greylist.passes()).toBe(true);
  });

  it('starts over for who comes too early, where it punishes that', () => {
    const greylist = startGreylist(true);
    greylist.ask();
    greylist.wait(4);
    greylist.ask();
    greylist.wait(4);
    expect(greylist.passes()).toBe(false);
    greylist.wait(5);
    expect(greylist.passes()).toBe(true);
  });
});
