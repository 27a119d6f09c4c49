import { describe, expect, it } from 'vitest';
import type { MailHost } from './facts.ts';
import { orderHosts } from './hostOrder.ts';

const identity = (id: string, bind: string | null = null) => ({ id, bind, ehlo: 'us.test', mailFrom: 'a@us.test' });
const host = (name: string, preference: number, ...ips: string[]): MailHost => ({
  host: name,
  preference,
  ips: ips.length > 0 ? ips : ['192.0.2.1'],
});
const namesOf = (...parts: Parameters<typeof orderHosts>) => orderHosts(...parts).map((candidate) => candidate.host);

describe('the order in which hosts are tried', () => {
  it('follows the preference, as numbers', () => {
    const hosts = [host('c.test', 100), host('a.test', 5), host('b.test', 20)];
    expect(namesOf(hosts, identity('one'), 'site.test')).toEqual(['a.test', 'b.test', 'c.test']);
  });

  it('is the same for equal preferences each time, however DNS rotates them', () => {
    const hosts = ['a', 'b', 'c', 'd'].map((name) => host(`${name}.test`, 10, '192.0.2.1', '192.0.2.2', '192.0.2.3'));
    const rotated = [...hosts.slice(2), ...hosts.slice(0, 2)].map((one) => ({ ...one, ips: [...one.ips].reverse() }));
    expect(orderHosts(rotated, identity('one'), 'site.test')).toEqual(orderHosts(hosts, identity('one'), 'site.test'));
  });

  it('spreads domains and identities over equal hosts', () => {
    const hosts = ['a', 'b', 'c', 'd'].map((name) => host(`${name}.test`, 10));
    const domains = Array.from({ length: 200 }, (_, index) => `d${index}.test`);
    expect(new Set(domains.map((domain) => namesOf(hosts, identity('one'), domain)[0])).size).toBe(4);
    const ids = Array.from({ length: 200 }, (_, index) => `identity${index}`);
    expect(new Set(ids.map((id) => namesOf(hosts, identity(id), 'site.test')[0])).size).toBe(4);
  });
});

describe('the addresses that are tried', () => {
  it('are IPv4 before IPv6', () => {
    const hosts = [host('a.test', 10, '2001:db8::1', '192.0.2.1')];
    expect(orderHosts(hosts, identity('one'), 'site.test')).toEqual([
      { host: 'a.test', ip: '192.0.2.1' },
      { host: 'a.test', ip: '2001:db8::1' },
    ]);
  });

  it('are of the family of a bound identity', () => {
    const hosts = [host('a.test', 10, '2001:db8::1', '192.0.2.1'), host('b.test', 20, '192.0.2.2')];
    const ips = (bind: string) => orderHosts(hosts, identity('one', bind), 'site.test').map(({ ip }) => ip);
    expect(ips('198.51.100.7')).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(ips('2001:db8::7')).toEqual(['2001:db8::1']);
  });

  it('are two of a host and five in all, so that a first host with many does not hide the second', () => {
    const ips = Array.from({ length: 8 }, (_, index) => `192.0.2.${index}`);
    const hosts = [10, 20, 30, 40].map((preference) => host(`mx${preference}.test`, preference, ...ips));
    const names = namesOf(hosts, identity('one'), 'site.test');
    expect(names).toEqual(['mx10.test', 'mx10.test', 'mx20.test', 'mx20.test', 'mx30.test']);
  });
});
