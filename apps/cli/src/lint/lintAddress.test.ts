import { createSignals } from '@mailsift/signals';
import { describe, expect, it } from 'vitest';
import { describeLinted, lintAddress } from './lintAddress.ts';

const signals = createSignals();
const linted = (email: string) => lintAddress(email, signals);

describe('an address on its own', () => {
  it('is nothing to talk about where it is fine', () => {
    const fine = linted(' Anna.Muster@Bund.de ');
    expect(fine).toEqual({
      email: ' Anna.Muster@Bund.de ',
      valid: true,
      reason: null,
      normalized: 'Anna.Muster@bund.de',
      emailSuggested: null,
      isDisposable: false,
      isFreeService: false,
      isRoleAccount: false,
      isGibberish: false,
    });
    expect(describeLinted(fine, 3)).toBeNull();
  });

  it('is told with what is wrong with it', () => {
    expect(describeLinted(linted('anna@@example.com'), 3)).toBe(
      '3: anna@@example.com: There is more than one @. Did you mean anna@example.com?',
    );
    expect(describeLinted(linted('anna@gmail,com'), 3)).toBe(
      '3: anna@gmail,com: The domain contains a character that is not allowed there. Did you mean anna@gmail.com?',
    );
    expect(linted('')).toMatchObject({ valid: false, reason: 'empty', normalized: null });
  });

  it('is told with what was probably meant', () => {
    expect(describeLinted(linted('info@gmial.com'), 3)).toMatch(
      /^3: info@gmial.com: .*role.*; did you mean info@gmail.com\?$/,
    );
  });

  it('does not speak to the terminal', () => {
    expect(describeLinted(linted('a\u001b[2Jb'), 3)).toMatch(/^3: a\?\[2Jb: /);
  });
});
