import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from './data/providers.ts';
import { parseHostName } from './hostName.ts';
import { TAIL_LANE } from './laneName.ts';
import { createLaneTable } from './laneTable.ts';

const TABLE = createLaneTable({ defaults: { connections: 5, rate: 20 } });

const laneOf = (...hosts: (string | [string, number])[]) =>
  TABLE.nameLane({
    kind: 'mx',
    implicit: false,
    hosts: hosts.map((entry) => {
      const [host, preference] = typeof entry === 'string' ? [entry, 10] : entry;
      return { host, preference, ips: ['9.9.9.9'] };
    }),
  });

describe('the lane of a provider', () => {
  it.each([
    ['aspmx.l.google.com', 'google'],
    ['alt1.aspmx.l.google.com', 'google'],
    ['smtp.google.com', 'google'],
    ['contoso-com.mail.protection.outlook.com', 'microsoft'],
    ['outlook-com.olc.protection.outlook.com', 'outlook'],
    ['contoso-com.k-v1.mx.microsoft', 'microsoft'],
    ['mta5.am0.yahoodns.net', 'yahoo'],
    ['mxs.mail.ru', 'mailru'],
    ['d1.ess.de.barracudanetworks.com', 'barracuda'],
    ['inbound-smtp.eu-west-1.amazonaws.com', 'ses'],
  ])('rolls %s up into %s', (host, provider) => {
    expect(laneOf(host)).toEqual({ lane: provider, provider });
  });

  it.each([
    ['evilgoogle.com', 'evilgoogle.com'],
    ['google.com.evil.test', 'evil.test'],
    ['notmail.ru', 'notmail.ru'],
  ])('is not taken by %s, which only looks like it', (host, lane) => {
    expect(laneOf(host)).toEqual({ lane, provider: null });
  });

  it('is not given to a domain with one foreign host, which could spoil it for all', () => {
    expect(laneOf(['aspmx.l.google.com', 1], ['mx.evil.test', 50])).toEqual({ lane: 'google.com', provider: null });
    expect(laneOf('mxs.mail.ru', 'aspmx.l.google.com').provider).toBeNull();
  });
});

describe('the lane of an MX site', () => {
  it('is the registrable domain of the best hosts', () => {
    expect(laneOf('mx1.site.test', 'mx2.site.test')).toEqual({ lane: 'site.test', provider: null });
    expect(laneOf('mx.a.co.uk').lane).toBe('a.co.uk');
    expect(laneOf(['mx.site.test', 10], ['backup.elsewhere.test', 20]).lane).toBe('site.test');
    expect(laneOf('mx._tcp.site.test').lane).toBe('site.test');
  });

  it('is the same in whatever order several best hosts are given', () => {
    expect(laneOf('mx.b.test', 'mx.a.test').lane).toBe('a.test+b.test');
    expect(laneOf('mx.a.test', 'mx.b.test').lane).toBe('a.test+b.test');
  });

  it('keeps customers under a private suffix apart', () => {
    expect(laneOf('mail.one.dyndns.org').lane).not.toBe(laneOf('mail.two.dyndns.org').lane);
  });

  it.each([...PROVIDERS.map(({ id }) => id), TAIL_LANE.lane, 'co.uk', 'localhost'])(
    'cannot be taken from the host "%s" to another lane',
    (host) => {
      const { lane, provider } = laneOf(host);
      expect(provider).toBeNull();
      expect(lane).toContain('.');
    },
  );

  it('is short and safe in a Redis key, whatever the hosts are called', () => {
    const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,40}[a-z0-9_])?$/);
    const host = fc
      .array(label, { minLength: 1, maxLength: 6 })
      .map((labels) => labels.join('.'))
      .filter((name) => parseHostName(name) === name);
    fc.assert(
      fc.property(fc.array(host, { minLength: 1, maxLength: 5 }), (hosts) => {
        const { lane, provider } = laneOf(...hosts);
        expect(lane).toMatch(/^[a-z0-9._+-]{1,100}$/);
        if (provider === null) expect(lane).toMatch(/\.|^mx-[0-9a-f]{32}$/);
      }),
    );
  });
});
