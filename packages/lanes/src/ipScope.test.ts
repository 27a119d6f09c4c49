import { describe, expect, it } from 'vitest';
import { ipScope } from './ipScope.ts';

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
