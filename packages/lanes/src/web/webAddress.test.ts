import { describe, expect, it } from 'vitest';
import { webAddress } from './webAddress.ts';

describe('S1 an address of a web host', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0',
    '0.0.0.0',
    '10.0.0.1',
    '169.254.169.254',
    '192.168.0.1',
    '100.64.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[64:ff9b::a9fe:a9fe]',
    'localhost',
  ])('is never that of %s', async (host) => {
    await expect(webAddress(host, false)).rejects.toThrow(/no address/);
  });

  it('is given where it is on the open Internet, or where private ones are allowed', async () => {
    expect(await webAddress('8.8.8.8', false)).toEqual({ address: '8.8.8.8', family: 4 });
    expect(await webAddress('[2607:f8b0::1]', false)).toEqual({ address: '2607:f8b0::1', family: 6 });
    expect(await webAddress('127.0.0.1', true)).toEqual({ address: '127.0.0.1', family: 4 });
    await expect(webAddress('nothing.invalid', true)).rejects.toThrow('the host has no address');
  });
});
