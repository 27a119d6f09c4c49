import { describe, expect, it } from 'vitest';
import { TABLE } from '../behaviours/table.ts';
import { truthOf } from '../world/truth.ts';
import { createWorld } from '../world/world.ts';
import { demoEntries, sampleEntries } from './sampleEntries.ts';
import { demoList, sampleList } from './sampleList.ts';

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

describe('a sample list', () => {
  it('is seen with every behaviour but those that need settings of their own', () => {
    const world = createWorld();
    const seen = new Set<string>();
    for (const { cells } of sampleEntries({ rows: 400 }))
      seen.add(world.findDomain(domainOf(cells[2]))?.behaviour ?? '');
    const wanted = TABLE.filter(({ samples }) => samples !== 'none').map(({ behaviour }) => behaviour);
    expect(wanted.filter((behaviour) => !seen.has(behaviour))).toEqual([]);
  });

  it('has mistakes, empty cells, duplicates and umlauts in it, and every event', () => {
    const world = createWorld();
    const entries = [...sampleEntries({ rows: 3_000 })];
    const kinds = new Set(entries.map(({ kind }) => kind));
    const emails = entries.flatMap(({ kind, cells }) => (kind === 'address' ? [cells[2].toLowerCase()] : []));
    expect(kinds).toEqual(new Set(['address', 'bad_syntax', 'empty']));
    expect(new Set(emails).size).toBeLessThan(emails.length - 30);
    expect(entries.some(({ cells }) => cells[1].includes('ü'))).toBe(true);
    const events = new Set(emails.map((email) => truthOf(email, world)?.event));
    expect(events).toEqual(
      new Set([
        'mailbox_exists',
        'mailbox_does_not_exist',
        'mailbox_disabled',
        'mailbox_full',
        'is_catchall',
        'inconclusive',
        'domain_does_not_exist',
        'mxserver_does_not_exist',
      ]),
    );
  });

  it('is the same for the same seed, and begins the same whatever its length', () => {
    const short = [...sampleList({ rows: 400, seed: 3 })].join('');
    const long = [...sampleList({ rows: 900, seed: 3 })].join('');
    expect(long.startsWith(short)).toBe(true);
    expect([...sampleList({ rows: 400, seed: 4 })].join('')).not.toBe(short);
  });

  it('quotes commas, quotes and line breaks', () => {
    const text = [...sampleList({ rows: 500 })].join('');
    expect(text.startsWith('id,name,email,company,note\n1,')).toBe(true);
    expect(text).toContain('"Acme, Inc."');
    expect(text).toContain('"""Zur Post"" Gasthof"');
    expect(text).toContain('"two lines\nin one cell"');
  });
});

describe('the list of the demo', () => {
  it('has 300 rows, none of which only a timeout ends', () => {
    const world = createWorld();
    expect([...demoList()]).toHaveLength(301);
    for (const { kind, cells } of demoEntries()) {
      if (kind === 'address') expect(world.findDomain(domainOf(cells[2]))?.samples ?? 'demo').toBe('demo');
    }
  });
});
