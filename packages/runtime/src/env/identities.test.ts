import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ehloFromHostname, isEhloName, isMailFrom, parseIdentities } from './identities.ts';

describe('identities', () => {
  it('reads bind, public address, EHLO name and sender', () => {
    const identities = parseIdentities(
      '10.0.0.5=192.0.2.1|a.example.com|v@example.com, 2001:db8::1|b.example.com|v@b.example.com, |c.example.com|v@c.example.com',
    );
    expect(identities).toEqual([
      {
        id: expect.any(String),
        bind: '10.0.0.5',
        publicIp: '192.0.2.1',
        ehlo: 'a.example.com',
        mailFrom: 'v@example.com',
      },
      {
        id: expect.any(String),
        bind: '2001:db8::1',
        publicIp: '2001:db8::1',
        ehlo: 'b.example.com',
        mailFrom: 'v@b.example.com',
      },
      { id: expect.any(String), bind: null, publicIp: null, ehlo: 'c.example.com', mailFrom: 'v@c.example.com' },
    ]);
  });

  it('gives an identity the same short id every time and in any place of the list', () => {
    const [first, second] = parseIdentities('192.0.2.1|a.example|v@a.example,192.0.2.2|a.example|v@a.example') ?? [];
    const [alone] = parseIdentities('192.0.2.2|a.example|v@a.example') ?? [];
    expect(second?.id).toBe(alone?.id);
    expect(first?.id).not.toBe(second?.id);
    expect(first?.id).toMatch(/^[0-9a-f]{10}$/);
  });

  it.each([
    ['no sender', '192.0.2.1|a.example'],
    ['a fourth part', '192.0.2.1|a.example|v@a.example|x'],
    ['a host name to bind', 'eth0|a.example|v@a.example'],
    ['a line break in the EHLO name', '192.0.2.1|a.example\r\nRSET|v@a.example'],
    ['a bracket in the sender', '192.0.2.1|a.example|v@a.example>'],
    ['the same identity twice', '192.0.2.1|a.example|v@a.example,192.0.2.1|a.example|v@a.example'],
    ['nothing', ' , '],
  ])('refuses %s', (_what, text) => {
    expect(parseIdentities(text)).toBeNull();
  });

  it('accepts address literals in EHLO and nothing that only looks like one', () => {
    expect(isEhloName('[192.0.2.1]')).toBe(true);
    expect(isEhloName('[IPv6:2001:db8::1]')).toBe(true);
    expect(isEhloName('[2001:db8::1]')).toBe(false);
    expect(isEhloName('[999.0.2.1]')).toBe(false);
  });

  it('lets nothing into EHLO and MAIL FROM that could end the command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (isEhloName(text)) expect(text).toMatch(/^[!-~]+$/);
        if (isMailFrom(text)) expect(text).toMatch(/^[!-=?-~]+@[!-=?-~]+$/);
      }),
    );
    expect(isMailFrom('a@b.example\r\nRCPT TO:<x@y.example>')).toBe(false);
  });

  it('makes any host name into one that EHLO may carry', () => {
    expect(ehloFromHostname('My_Laptop.local')).toBe('my-laptop.local');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => isEhloName(ehloFromHostname(name))));
  });
});
