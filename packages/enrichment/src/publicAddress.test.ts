import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPublicAddress } from './publicAddress.ts';

describe('readPublicAddress', { timeout: 60_000 }, () => {
  it.each([
    ['8.8.8.8', 4, '8.8.8.8', [0x0808_0808]],
    ['203.0.114.255', 4, '203.0.114.255', [0xcb00_72ff]],
    ['::ffff:8.8.8.8', 4, '8.8.8.8', [0x0808_0808]],
    ['::ffff:808:808', 4, '8.8.8.8', [0x0808_0808]],
    ['2A00:1450:4001:82B::2003', 6, '2a00:1450:4001:82b:0:0:0:2003', [0x2a00_1450, 0x4001_082b, 0, 0x2003]],
    ['2620:100::1.2.3.4', 6, '2620:100:0:0:0:0:102:304', [0x2620_0100, 0, 0, 0x0102_0304]],
  ])('reads %s', (text, family, spelled, words) => {
    expect(readPublicAddress(text)).toEqual({ family, text: spelled, words });
  });

  it.each([
    ...['', 'localhost', '8.8.8', '8.8.8.8 ', '08.8.8.8', '0x8.8.8.8', '134744072', '8.8.8.8.', '1'.repeat(1_000)],
    ...['0.0.0.0', '10.1.2.3', '127.0.0.1', '100.64.0.1', '169.254.169.254', '172.16.0.1', '192.0.2.1', '192.168.1.1'],
    ...['198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::8.8.8.8', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::8.8.8.8', '2002:808:808::1'],
    ...['2001::1', '2001:db8::1', 'fc00::1', 'fe80::1', 'fe80::1%eth0', '2a00:1450::1%1', 'ff02::1', '5f00::1'],
  ])('takes %j for no public address', (text) => {
    expect(readPublicAddress(text)).toBeNull();
  });

  it('never throws, and reads its own spelling as the same address', () => {
    const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, (given) => {
        const address = readPublicAddress(given);
        if (address === null) return;
        expect(readPublicAddress(address.text)).toEqual(address);
        expect(address.words).toHaveLength(address.family === 4 ? 1 : 4);
      }),
    );
  });
});
