import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddresses } from './maskAddresses.ts';

describe('masking addresses', () => {
  it.each([
    ['john@example.com', 'j***@example.com'],
    ['RCPT TO:<john.doe+tag@example.com> said 550', 'RCPT TO:<j***@example.com> said 550'],
    ['a@b.example, c@d.example', 'a***@b.example, c***@d.example'],
    ['"john doe"@example.com', '"***@example.com'],
    ['GET /v1/verify?email=john%40example.com', 'GET /***%40example.com'],
    ['redis://:hunter2@127.0.0.1:6379', 'redis://:h***@127.0.0.1:6379'],
    ['петр@пример.рф', 'п***@пример.рф'],
    ['/app/node_modules/@mailsift/smtp/index.js', '/app/node_modules/@mailsift/smtp/index.js'],
    ['@ alone, and a @handle', '@ alone, and a @handle'],
    ['nothing here', 'nothing here'],
  ])('turns %s into %s', (text, masked) => {
    expect(maskAddresses(text)).toBe(masked);
  });

  it('shows no more of a local part than its first character, and leaves JSON valid', () => {
    const local = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,20}$/).map((middle) => `x${middle}zqcanaryqz`);
    const around = fc.string({ unit: 'binary', maxLength: 10 });
    fc.assert(
      fc.property(around, local, around, fc.boolean(), (before, name, after, isQuoted) => {
        const address = `${isQuoted ? `"${name} ${name}"` : name}@example.com`;
        const line = JSON.stringify({ msg: `${before} ${address} ${after}`, [address]: { list: [address] } });
        const masked = maskAddresses(line);
        expect(masked).not.toContain('zqcanaryqz');
        expect(() => JSON.parse(masked)).not.toThrow();
      }),
    );
  });

  it('keeps an escape in JSON whole when an address follows it', () => {
    for (const before of ['\u0001', '\n', '\t', '\\', '"', '\ud800']) {
      const masked = maskAddresses(JSON.stringify(`${before}john@example.com`));
      expect(JSON.parse(masked)).toBe(`${before}j***@example.com`);
    }
  });

  it('leaves any text without an @ alone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !/@|%40/.test(text)),
        (text) => maskAddresses(text) === text,
      ),
    );
  });

  it('looks back only so far, however long the text', () => {
    const masked = maskAddresses(`${'a'.repeat(1_000_000)}@b.example`);
    expect(masked.endsWith('a***@b.example')).toBe(true);
    expect(maskAddresses('@'.repeat(200_000))).toBe('@'.repeat(200_000));
  });
});
