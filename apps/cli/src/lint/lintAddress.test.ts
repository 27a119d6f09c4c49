import { createSignals } from '@mailsift/signals';
import { describe, expect, it } from 'vitest';
import { describeLinted, lintAddress } from './lintAddress.ts';

const signals = createSignals();
const linted = (input: string) => lintAddress(input, 3, signals);

describe('an address on its own', () => {
  it('is nothing to talk about where it is fine', () => {
    expect(linted(' Anna.Muster@Bund.de ')).toMatchObject({ address: 'Anna.Muster@bund.de', fault: null, flags: [] });
    expect(describeLinted(linted('anna.muster@bund.de'))).toBeNull();
  });

  it('is told with what is wrong with it', () => {
    expect(describeLinted(linted('anna@@example.com'))).toBe('3: anna@@example.com: There is more than one @.');
    expect(linted('')).toMatchObject({ address: null, fault: { reason: 'empty' } });
  });

  it('is told with what was probably meant', () => {
    expect(describeLinted(linted('info@gmial.com'))).toMatch(
      /^3: info@gmial.com: .*role.*; did you mean info@gmail.com\?$/,
    );
  });

  it('does not speak to the terminal', () => {
    expect(describeLinted(linted('a\u001b[2Jb'))).toMatch(/^3: a\?\[2Jb: /);
  });
});
