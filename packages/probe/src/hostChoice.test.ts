import type { SessionEnd, Stage } from '@mailsift/smtp';
import { describe, expect, it } from 'vitest';
import { type DeadEnd, furtherOf, retryOrder } from './hostChoice.ts';

const A1 = { host: 'a.test', ip: '192.0.2.1' };
const A2 = { host: 'a.test', ip: '192.0.2.2' };
const B1 = { host: 'b.test', ip: '192.0.2.3' };

describe('the order on a retry', () => {
  it('is the plain one where nobody said where to come back', () => {
    expect(retryOrder([A1, A2, B1], null)).toEqual([A1, A2, B1]);
  });

  it('begins with the very address, then its host, then the others as they were', () => {
    expect(retryOrder([A1, B1, A2], B1)).toEqual([B1, A1, A2]);
    expect(retryOrder([B1, A1, A2], A2)).toEqual([A2, A1, B1]);
  });

  it('keeps to the host where its address is gone, and never connects to what DNS no longer names', () => {
    expect(retryOrder([B1, A1], { host: 'a.test', ip: '192.0.2.99' })).toEqual([A1, B1]);
    expect(retryOrder([B1, A1], { host: 'gone.test', ip: '192.0.2.99' })).toEqual([B1, A1]);
  });
});

describe('of two dead ends', () => {
  const fault = (stage: Stage): SessionEnd => ({ kind: 'fault', fault: { stage, kind: 'closed', detail: '' } });
  const reply = (stage: Stage): SessionEnd => ({
    kind: 'reply',
    reply: { stage, code: 421, enhancedCode: null, text: '' },
  });
  const at = (end: SessionEnd): DeadEnd => ({ end, target: null });

  it('the one that came further counts', () => {
    const [connect, banner] = [at(fault('connect')), at(fault('banner'))];
    expect(furtherOf(connect, banner)).toBe(banner);
    expect(furtherOf(banner, connect)).toBe(banner);
    expect(furtherOf(null, connect)).toBe(connect);
  });

  it('a reply counts more than a fault at its stage, and the first of equals stands', () => {
    const [silent, said, again] = [at(fault('banner')), at(reply('banner')), at(reply('banner'))];
    expect(furtherOf(silent, said)).toBe(said);
    expect(furtherOf(said, silent)).toBe(said);
    expect(furtherOf(said, again)).toBe(said);
  });
});
