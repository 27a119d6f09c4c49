import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyAddress, isCanonicalAddress, isOwnAddress, isPublicAddress, isSameAddress } from './addressGuard.ts';

const PRIVATE = `10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1
  ::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::7f00:1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a9fe:a9fe::
  2001:0:7f00:1:: ::ffff:0:7f00:1 fc00::1 fd00:ec2::254 fe80::1 fec0::1`;

const SPECIAL = `0.0.0.0 0.1.2.3 192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1
  255.255.255.255 192.31.196.1 192.52.193.1 192.175.48.1 :: 64:ff9b:1::1 100::1 2001:db8::1 3fff::1 5f00::1 ff02::1 2001:2::1
  2001:3::1 2001:10::1 2001:20::1 4000::1 8000::1 fe00::1 64:ff9b::e000:1`;

const PUBLIC = `8.8.8.8 172.32.0.1 172.15.255.255 11.0.0.1 100.128.0.1 2607:f8b0::1 2a00:1450:4001:81b::2003 64:ff9b::808:808
  ::ffff:8.8.8.8 2002:808:808::1`;

const MISSPELLED = [
  '::127.0.0.1',
  '::8.8.8.8',
  '64:ff9b::8.8.8.8',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '①②⑦.⓪.⓪.①',
  '127.0.0.1.',
  '[::1]',
  '127.0.0.1:6379',
];
const MISSPELLED_PUBLIC = [
  '8.8.2056',
  '010.8.8.8',
  '8.8.8.8.',
  ' 8.8.8.8',
  '8.8.8.8\n',
  '2607:F8B0::1',
  '2607:f8b0:0:0:0:0:0:1',
  '2607:f8b0::0001',
  '2607:f8b0::1%eth0',
  '::ffff:808:0808',
  'mx.example.com',
  '',
];

describe('the address guard (S1)', () => {
  it.each(PRIVATE.split(/\s+/))('calls %s private', (ip) => expect(classifyAddress(ip)).toBe('private'));
  it.each(SPECIAL.split(/\s+/))('calls %s special', (ip) => expect(classifyAddress(ip)).toBe('special'));
  it.each(PUBLIC.split(/\s+/))('calls %s public', (ip) => expect(classifyAddress(ip)).toBe('public'));

  it.each([...MISSPELLED, ...MISSPELLED_PUBLIC])('refuses the spelling %j', (ip) => {
    expect(isCanonicalAddress(ip)).toBe(false);
    expect(isPublicAddress(ip)).toBe(false);
  });

  it('judges an IPv4 address the same in every embedding', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), ([a, b, c, d]) => {
        const plain = isPublicAddress(`${a}.${b}.${c}.${d}`);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        expect(isPublicAddress(`::ffff:${a}.${b}.${c}.${d}`)).toBe(plain);
        if (!plain)
          for (const prefix of ['64:ff9b::', '2002:'])
            expect(isPublicAddress(`${prefix}${hex}${prefix === '2002:' ? '::' : ''}`)).toBe(false);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.ipV4Extended()), (ip) => void classifyAddress(ip)),
    );
  });

  it('knows every address of this machine', () => {
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    expect(own.length).toBeGreaterThan(0);
    for (const { address } of own) expect(isOwnAddress(address)).toBe(true);
    expect(isOwnAddress('8.8.8.8')).toBe(false);
  });

  it('compares addresses by value', () => {
    expect(isSameAddress('::ffff:192.0.2.1', '192.0.2.1')).toBe(true);
    expect(isSameAddress('192.0.2.1', '192.0.2.2')).toBe(false);
    expect(isSameAddress('nonsense', 'nonsense')).toBe(false);
  });
});
