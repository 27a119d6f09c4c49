import type { DomainFacts } from '@mailsift/lanes';
import { expect, describe as group, it } from 'vitest';
import { decideDomain } from './decideDomain.ts';
import {
  decideEmpty,
  decideExpired,
  decideInternalError,
  decideSuppressed,
  decideSyntax,
  decideUnverifiable,
} from './decideWithoutProbe.ts';
import { describe } from './describe.ts';
import { CAUSES, EVENTS } from './types.ts';

group('decideDomain', () => {
  it.each<[DomainFacts, object]>([
    [{ kind: 'null_mx' }, { status: 'failed', event: 'mxserver_does_not_exist', cause: 'null_mx' }],
    [
      { kind: 'no_mx', hasAddress: false },
      { status: 'failed', event: 'mxserver_does_not_exist', cause: 'no_mx' },
    ],
    [
      { kind: 'no_mx', hasAddress: true },
      { status: 'failed', cause: 'no_mx_has_address' },
    ],
    [{ kind: 'nxdomain' }, { status: 'failed', event: 'domain_does_not_exist', cause: 'nxdomain' }],
    [
      { kind: 'dangling_mx', hosts: ['mx.example'] },
      { status: 'failed', cause: 'mx_without_address' },
    ],
    [
      { kind: 'not_routable', hosts: ['mx.example'] },
      { status: 'unknown', cause: 'mx_not_routable' },
    ],
  ])('decides %j at once', (facts, expected) => {
    expect(decideDomain(facts)).toMatchObject({ ...expected, retry: null });
  });

  it('V1: asks again after a fault of DNS, and never fails for it', () => {
    expect(decideDomain({ kind: 'dns_error', code: 'ESERVFAIL' })).toMatchObject({
      status: 'unknown',
      cause: 'dns_error',
      retry: 'dns',
    });
  });

  it('leaves a domain with mail hosts to the probe', () => {
    expect(decideDomain({ kind: 'mx', hosts: [], implicit: false })).toBeNull();
  });
});

group('what is decided without asking anybody', () => {
  it.each([
    [decideSyntax('no_at'), { status: 'failed', event: 'invalid_syntax', cause: 'syntax', rule: 'syntax-no-at' }],
    [decideEmpty(), { status: 'failed', event: 'invalid_syntax', cause: 'empty' }],
    [decideSuppressed('domain'), { status: 'failed', event: 'blacklisted_domain', cause: 'suppressed' }],
    [decideSuppressed('address'), { status: 'failed', event: 'blacklisted_address', cause: 'suppressed' }],
    [decideUnverifiable(), { status: 'unknown', event: 'inconclusive', cause: 'unverifiable_provider' }],
    [decideInternalError(), { status: 'unknown', event: 'inconclusive', cause: 'internal_error' }],
    [decideExpired(null), { status: 'unknown', event: 'inconclusive', cause: 'list_expired' }],
    [decideExpired('blocked'), { status: 'unknown', event: 'inconclusive', cause: 'blocked' }],
    [decideExpired('greylisted'), { status: 'unknown', event: 'is_greylisting', cause: 'greylisted' }],
  ])('%j', (decision, expected) => {
    expect(decision).toMatchObject({ ...expected, retry: null });
  });
});

group('describe', () => {
  it('has whole sentences for every event and cause', () => {
    for (const event of EVENTS) {
      for (const cause of [null, ...CAUSES]) expect(describe({ event, cause })).toMatch(/^[A-Z][^.]+\.( [A-Z].+\.)?$/);
    }
  });

  it('says what was found out', () => {
    expect(describe({ event: 'mailbox_does_not_exist', cause: null })).toBe(
      'The mail server says that this mailbox does not exist.',
    );
    expect(describe({ event: 'inconclusive', cause: 'timeout' })).toBe(
      'It could not be found out whether this mailbox exists. The mail server did not answer in time.',
    );
  });
});
