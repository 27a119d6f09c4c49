import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, CommandError, encodeCommand } from './command.ts';
import { needsSmtpUtf8 } from './path.ts';

const rcpt = (recipient: string, smtpUtf8 = false) =>
  encodeCommand({ verb: 'RCPT', recipient, smtpUtf8 }).toString('utf8');

/** Strings made of what breaks encoders: line ends, their look-alikes after truncation, brackets, halves of pairs. */
const hostileUnit = fc.oneof(
  fc.constantFrom(
    '\r',
    '\n',
    '\r\n',
    '\0',
    '\t',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u010d\u010a',
    '\ud800',
    '\udfff',
    '<',
    '>',
    '"',
    '\\',
    '@',
    ',',
    ':',
    ' ',
    '😀',
    'é',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const hostile = fc
  .array(fc.oneof(hostileUnit, fc.constantFrom('a', 'b.c', '@example.com', 'RSET', 'DATA', '"q"')), { maxLength: 40 })
  .map((parts) => parts.join(''));
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ verb: fc.constantFrom('EHLO' as const, 'HELO' as const), name: hostile }),
  fc.record({ verb: fc.constant('MAIL' as const), sender: hostile, smtpUtf8: fc.boolean() }),
  fc.record({ verb: fc.constant('RCPT' as const), recipient: hostile, smtpUtf8: fc.boolean() }),
);

function encodedOrNull(given: Command): Buffer | null {
  try {
    return encodeCommand(given);
  } catch (error) {
    expect(error).toBeInstanceOf(CommandError);
    return null;
  }
}

describe('encodeCommand', () => {
  it('S2 writes one command, one CRLF and no control byte, whatever it is given', () => {
    let written = 0;
    fc.assert(
      fc.property(command, (given) => {
        const bytes = encodedOrNull(given);
        if (bytes === null) return;
        written++;
        expect(bytes.subarray(-2)).toEqual(Buffer.from([0x0d, 0x0a]));
        expect(bytes.subarray(0, -2).every((byte) => byte >= 0x20 && byte !== 0x7f)).toBe(true);
        expect(bytes.length).toBeLessThanOrEqual(given.verb === 'MAIL' && given.smtpUtf8 ? 522 : 512);
        expect(bytes.toString('utf8').startsWith(given.verb)).toBe(true);
        expect(Buffer.from(bytes.toString('utf8'), 'utf8')).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
    expect(written).toBeGreaterThan(0);
  });

  it('leaves no bracket outside a quoted string', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (local, smtpUtf8) => {
        const bytes = encodedOrNull({ verb: 'RCPT', recipient: `${local}@example.com`, smtpUtf8 });
        if (bytes !== null)
          expect(bytes.toString('utf8')).toMatch(/^RCPT TO:<(?:[^\s<>,:;"@\\]+|"(?:[^"\\]|\\.)*")@[^\s<>"@]+>\r\n$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('writes the commands of a conversation as RFC 5321 spells them', () => {
    const text = (given: Command) => encodeCommand(given).toString('utf8');
    expect(text({ verb: 'EHLO', name: 'probe.example.net' })).toBe('EHLO probe.example.net\r\n');
    expect(text({ verb: 'HELO', name: '[192.0.2.1]' })).toBe('HELO [192.0.2.1]\r\n');
    expect(text({ verb: 'EHLO', name: '[IPv6:2001:db8::1]' })).toBe('EHLO [IPv6:2001:db8::1]\r\n');
    expect(text({ verb: 'MAIL', sender: 'v@example.net', smtpUtf8: false })).toBe('MAIL FROM:<v@example.net>\r\n');
    expect(text({ verb: 'MAIL', sender: 'v@example.net', smtpUtf8: true })).toBe(
      'MAIL FROM:<v@example.net> SMTPUTF8\r\n',
    );
    expect(text({ verb: 'QUIT' })).toBe('QUIT\r\n');
  });

  it.each([
    ["o'hara+tag@example.com", "<o'hara+tag@example.com>"],
    ['"a b"@example.com', '<"a b"@example.com>'],
    ['"a@b"@example.com', '<"a@b"@example.com>'],
    ['"a\\"b"@example.com', '<"a\\"b"@example.com>'],
    ['"needless\\ pair"@example.com', '<"needless pair"@example.com>'],
    ['a..b@example.com', '<a..b@example.com>'],
  ])('writes %j as the path %s', (address, path) => expect(rcpt(address)).toBe(`RCPT TO:${path}\r\n`));

  it('writes UTF-8 only where SMTPUTF8 was offered', () => {
    expect(rcpt('jürgen@example.com', true)).toBe('RCPT TO:<jürgen@example.com>\r\n');
    expect(() => rcpt('jürgen@example.com')).toThrow(CommandError);
  });

  it.each([
    'a',
    '@example.com',
    'a@',
    '',
    'a b@example.com',
    '"a"b"@example.com',
    '"a\\"@example.com',
    '"@example.com',
    'a@b>',
    '<a@b>',
    '@x,@y:a@b',
    'a@b c',
    'a@é.example',
    'a@exa\u010d\u010ample',
    '\ud800@example.com',
    'a\u0085b@example.com',
    '"a\r\nRSET"@example.com',
    'a@b\r\nDATA',
    'a@..',
    'a@[1.2.3.4]x',
  ])('refuses %j', (address) => expect(() => rcpt(address, true)).toThrow(CommandError));

  it.each(['', '<>', '@', ' '])('never says the null sender, or anything like it (%j)', (sender) => {
    expect(() => encodeCommand({ verb: 'MAIL', sender, smtpUtf8: false })).toThrow(CommandError);
  });

  it('counts octets, not characters', () => {
    const ofOctets = (count: number) => `${'é'.repeat((count - 'RCPT TO:<@example.com>\r\n'.length) / 2)}@example.com`;
    expect(encodeCommand({ verb: 'RCPT', recipient: ofOctets(512), smtpUtf8: true })).toHaveLength(512);
    expect(() => rcpt(ofOctets(514), true)).toThrow(CommandError);
  });
});

describe('needsSmtpUtf8', () => {
  it.each([
    ['a@example.com', false],
    ['é@example.com', true],
    ['a@xn--9ca.example', false],
    ['😀@example.com', true],
  ])('says of %j: %s', (address, needs) => expect(needsSmtpUtf8(address)).toBe(needs));
});
