import { expect, it } from 'vitest';
import { reverseName } from './reverseName.ts';

it.each([
  ['192.0.2.1', '1.2.0.192.in-addr.arpa'],
  ['2001:db8::567:89ab', 'b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'],
  ['2001:DB8:1:2:3:4:5:6', '6.0.0.0.5.0.0.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'],
  ['::1', `1.${'0.'.repeat(31)}ip6.arpa`],
])('the PTR of %s is at %s', (ip, name) => {
  expect(reverseName(ip)).toBe(name);
});
