import { describe, expect, it } from 'vitest';
import { Census } from './census.ts';
import { Ring } from './ring.ts';

describe('Census', () => {
  it('keeps a bounded number of domains, and says how many it overlooked', () => {
    const census = new Census(true, () => 0);
    const connection = census.open({ host: 'mx.a.test', ip: '127.0.0.1' }, '127.0.0.1');
    for (let index = 0; index < 10_005; index++) connection.rcpt(`user@d${index}.test`, `d${index}.test`);
    connection.closed();
    const { all, domains, addresses, overlooked } = census.counts();
    expect(all).toMatchObject({ rcpts: 10_005, connections: { now: 0, most: 1, total: 1 } });
    expect(all.rcptAt).toHaveLength(8_192);
    expect(Object.keys(domains)).toHaveLength(10_000);
    expect(addresses.size).toBe(10_005);
    expect(overlooked).toBe(5);
  });

  it('does not count what a connection does that was opened before a reset', () => {
    const census = new Census(true, () => 0);
    const connection = census.open({ host: 'mx.a.test', ip: '127.0.0.1' }, '127.0.0.1');
    census.reset();
    connection.command('RCPT');
    connection.closed();
    expect(census.counts().all).toMatchObject({ commands: {}, connections: { now: 0, most: 0, total: 0 } });
  });

  it('calls every verb that is none OTHER', () => {
    const census = new Census(true, () => 0);
    const connection = census.open({ host: 'mx.a.test', ip: '127.0.0.1' }, '127.0.0.1');
    connection.command('XYZZY');
    connection.command('GET');
    expect(census.counts().all.commands).toEqual({ OTHER: 2 });
  });
});

describe('Ring', () => {
  it('lists the last values, oldest first', () => {
    const ring = new Ring(3);
    expect(ring.list()).toEqual([]);
    for (let value = 1; value <= 5; value++) ring.add(value);
    expect(ring.list()).toEqual([3, 4, 5]);
  });
});
