import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { linkSignals } from './linkSignals.ts';

describe('a linked signal', () => {
  it('is aborted with the first of its sources, for the same reason', () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const { signal } = linkSignals(one.signal, undefined, two.signal);
    expect(signal.aborted).toBe(false);
    two.abort('two');
    one.abort('one');
    expect(signal.reason).toBe('two');
  });

  it('is aborted from the start where a source is', () => {
    expect(linkSignals(AbortSignal.abort('gone')).signal.reason).toBe('gone');
  });

  it('leaves nothing behind on its sources', () => {
    const source = new AbortController();
    const links = Array.from({ length: 50 }, () => linkSignals(source.signal));
    expect(getEventListeners(source.signal, 'abort')).toHaveLength(50);
    for (const link of links) link.unlink();
    expect(getEventListeners(source.signal, 'abort')).toHaveLength(0);
    source.abort();
    expect(links.every(({ signal }) => !signal.aborted)).toBe(true);
  });
});
