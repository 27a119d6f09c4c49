import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailboxState } from './mailbox.ts';
import { truthOf } from './truth.ts';
import { createWorld } from './world.ts';

const world = createWorld();

describe('the world', () => {
  it('has every domain once, in lower case', () => {
    const names = world.domains.map(({ domain }) => domain);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => name === name.toLowerCase())).toBe(true);
  });

  it('has every listening host at an address of its own, inside loopback', () => {
    const ips = world.hosts.flatMap(({ place, ip }) => (place.kind === 'listening' && ip !== null ? [ip] : []));
    expect(new Set(ips).size).toBe(ips.length);
    for (const ip of ips) expect(ip).toMatch(/^127\.25\.\d{1,3}\.[1-9]\d{0,2}$/);
  });

  it('has a host for every name of a pattern, the same every time', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,20}$/), (name) => {
        for (const domain of [`${name}.small.test`, `small-${name}.test`, `${name}.example-hot.test`]) {
          const [first] = createWorld().findDomain(domain)?.hosts ?? [];
          const host = world.findHost(first?.name ?? '');
          expect(host?.place.kind).toBe('listening');
          expect(host !== null && world.serves(host, domain)).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is documented, every domain of it, in the README', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    for (const { domain, about } of world.domains) expect(readme).toContain(`| \`${domain}\` | ${about} |`);
  });
});

describe('truth', () => {
  it.each([
    ['user@exists.test', 'passed', 'mailbox_exists'],
    ['User@EXISTS.test', 'passed', 'mailbox_exists'],
    ['unknown.anna@exists.test', 'failed', 'mailbox_does_not_exist'],
    ['disabled@exists.test', 'failed', 'mailbox_disabled'],
    ['full@exists.test', 'failed', 'mailbox_full'],
    ['user@full.test', 'failed', 'mailbox_full'],
    ['unknown@full.test', 'failed', 'mailbox_does_not_exist'],
    ['user@catch-all.test', 'unknown', 'is_catchall'],
    ['unknown@greylist.test', 'failed', 'mailbox_does_not_exist'],
    ['user@blocked-rcpt.test', 'unknown', 'inconclusive'],
    ['user@müller-sandbox.test', 'passed', 'mailbox_exists'],
    ['jörg@exists.test', 'unknown', 'inconclusive'],
    ['jörg@utf8.test', 'passed', 'mailbox_exists'],
    ['user@any.small.test', 'passed', 'mailbox_exists'],
    ['user@not-in-the-table.test', 'failed', 'domain_does_not_exist'],
    ['user@no-mx.test', 'failed', 'mxserver_does_not_exist'],
  ])('of %s is %s, %s', (address, status, event) => {
    expect(truthOf(address, world)).toMatchObject({ status, event });
  });

  it('is two where a server changes its mind', () => {
    expect(truthOf('unknown@warm-up.test', world)).toMatchObject({
      event: 'is_catchall',
      later: { event: 'mailbox_does_not_exist' },
    });
  });

  it('is null for what is no address', () => {
    for (const cell of ['', 'anna', '@exists.test', 'anna@']) expect(truthOf(cell, world)).toBeNull();
  });

  it('does not know mailboxes with random names, as verifiers make them up', () => {
    for (const local of ['bidugokana4711', 'abcdefghijkl', '0123456789ab']) expect(mailboxState(local)).toBe('unknown');
    for (const local of ['anna', 'anna.katharina.mueller', 'user000000123456'])
      expect(mailboxState(local)).toBe('exists');
  });
});
