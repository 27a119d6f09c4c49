import { describe, expect, it } from 'vitest';
import { faultOfAbort, faultOfConnectError, faultOfError } from './faults.ts';

const failure = (code: string) => Object.assign(new Error('what the system said'), { code });

describe('faults', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'reset'],
    ['EMFILE', 'local'],
    ['EPERM', 'local'],
    ['EADDRNOTAVAIL', 'local'],
    ['ESOMETHINGNEW', 'local'],
  ])('calls %s while connecting %s', (code, kind) => {
    expect(faultOfError(failure(code), 'connect')).toEqual({ stage: 'connect', kind, detail: code });
  });

  it('blames nobody on our side for an error in the middle of a conversation', () => {
    expect(faultOfError(failure('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), 'rcpt')).toMatchObject({
      kind: 'reset',
    });
  });

  it('tells a machine without IPv6 from one that cannot be bound', () => {
    expect(faultOfConnectError(failure('EADDRNOTAVAIL'), '2001:db8::1', undefined)).toMatchObject({
      kind: 'unreachable',
    });
    expect(faultOfConnectError(failure('EADDRNOTAVAIL'), '2001:db8::1', '2001:db8::2')).toMatchObject({
      kind: 'local',
    });
    expect(faultOfConnectError(failure('EADDRNOTAVAIL'), '192.0.2.1', undefined)).toMatchObject({ kind: 'local' });
  });

  it('takes the kind from the reason of an abort, whatever that is', () => {
    expect(faultOfAbort({ faultKind: 'lease_lost' }, 'mail')).toMatchObject({ stage: 'mail', kind: 'lease_lost' });
    for (const reason of [
      null,
      undefined,
      'lease_lost',
      7,
      new Error('x'),
      { faultKind: 1 },
      { faultKind: 'toString' },
    ]) {
      expect(faultOfAbort(reason, 'rcpt')).toMatchObject({ kind: 'aborted' });
    }
  });
});
