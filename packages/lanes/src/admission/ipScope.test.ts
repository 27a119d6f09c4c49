import { describe, expect, it } from 'vitest';
import { ipScope, networkScope } from './ipScope.ts';

describe('what counts as one destination', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2::1', '2001-db8-1-2--64'],
    ['2001:0db8:0001:0002:ffff::9', '2001-db8-1-2--64'],
    ['2001:DB8:1:2:3:4:5:6', '2001-db8-1-2--64'],
    ['2001:db8::1', '2001-db8-0-0--64'],
    ['::1', '0-0-0-0--64'],
    ['2001:db8:1:2:3:4:192.0.2.1', '2001-db8-1-2--64'],
  ])('of %s is %s', (ip, scope) => {
    expect(ipScope(ip)).toBe(scope);
  });
});

describe('the network of a destination', () => {
  it.each([
    ['192.0.2.1', '192.0.2.0--24'],
    ['2001:db8:1:1234::1', '2001-db8-1-1200--56'],
    ['2001:db8:1:ff::1', '2001-db8-1-0--56'],
    ['2001:db8:1:80:ffff::1', '2001-db8-1-0--56'],
    ['::1', '0-0-0-0--56'],
  ])('of %s is %s', (ip, scope) => {
    expect(networkScope(ip)).toBe(scope);
  });
});
