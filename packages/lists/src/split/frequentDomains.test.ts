import { describe, expect, test } from 'vitest';
import { FrequentDomains } from './frequentDomains.ts';

function counted(counts: Readonly<Record<string, number>>): string[] {
  const domains = new FrequentDomains();
  for (const [domain, count] of Object.entries(counts)) for (let row = 0; row < count; row++) domains.add(domain);
  return domains.top();
}

describe('FrequentDomains', () => {
  test('names the most frequent first, equals by name, none of fewer than five rows', () => {
    expect(counted({ 'c.com': 5, 'rare.com': 4, 'b.com': 9, 'a.com': 5 })).toEqual(['b.com', 'a.com', 'c.com']);
  });

  test('names 50 at most', () => {
    const counts = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`d${at}.com`, 10 + at]));
    expect(counted(counts)).toHaveLength(50);
    expect(counted(counts)[0]).toBe('d79.com');
  });

  test('finds a frequent domain among more domains than it can count', () => {
    const domains = new FrequentDomains();
    for (let row = 0; row < 60_000; row++) domains.add(row % 3 === 0 ? 'large.com' : `small${row}.com`);
    expect(domains.top()).toEqual(['large.com']);
  });
});
