import type { Answer } from '@mailsift/lanes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from './evaluateSpf.ts';
import { isSpf, parseSpf } from './parseSpf.ts';

type Zone = Readonly<
  Record<string, { readonly txt?: readonly string[]; readonly a?: readonly string[]; readonly mx?: readonly string[] }>
>;

function answerOf<T>(records: readonly T[] | undefined): Answer<T> {
  return records === undefined ? { kind: 'nodata' } : { kind: 'records', records };
}

function dnsOf(zone: Zone) {
  return {
    txt: async (name: string): Promise<Answer<string>> =>
      name === 'broken.example' ? { kind: 'error', code: 'ESERVFAIL' } : answerOf(zone[name]?.txt),
    addresses: async (name: string) => answerOf(zone[name]?.a),
    mx: async (name: string) =>
      answerOf(zone[name]?.mx?.map((exchange) => ({ exchange, priority: 10, type: 'MX' as const }))),
  };
}

const ZONE: Zone = {
  'mail.example': { a: ['192.0.2.9', '2001:db8::9'] },
  'mx.example': { mx: ['mail.example'] },
  'spf.example': { txt: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  'soft.example': { txt: ['v=spf1 ~all'] },
  'loop.example': { txt: ['v=spf1 include:loop.example -all'] },
};

/** The verdict for a record of `me.example`, whose address is 192.0.2.9 unless told otherwise. */
async function verdictOf(record: string | readonly string[] | null, ip = '192.0.2.9') {
  const txt = record === null ? {} : { txt: typeof record === 'string' ? [record] : record };
  return evaluateSpf(
    'me.example',
    ip,
    dnsOf({ ...ZONE, 'me.example': { a: ['192.0.2.9'], mx: ['mail.example'], ...txt } }),
  );
}

describe('an SPF record', () => {
  it.each([
    ['v=spf1 ip4:192.0.2.9 -all', 'pass'],
    ['v=spf1 ip4:192.0.2.0/24 -all', 'pass'],
    ['v=spf1 ip4:192.0.2.0/29 -all', 'fail'],
    ['v=spf1 ip6:2001:db8::/32 -all', 'fail'],
    ['v=spf1 a -all', 'pass'],
    ['v=spf1 a:mail.example -all', 'pass'],
    ['v=spf1 a:192.example/24 a:mail.example/24 -all', 'pass'],
    ['v=spf1 mx ~all', 'pass'],
    ['V=SPF1 MX:mx.example -ALL', 'pass'],
    ['v=spf1 include:spf.example ~all', 'softfail'],
    ['v=spf1 ?include:soft.example ?all', 'neutral'],
    ['v=spf1 -ip4:192.0.2.9 +all', 'fail'],
    ['v=spf1', 'neutral'],
    ['v=spf1 ip4:203.0.113.1', 'neutral'],
    ['v=spf1 redirect=spf.example', 'fail'],
    ['v=spf1 redirect=spf.example ip4:192.0.2.9', 'pass'],
    ['v=spf1   ip4:192.0.2.9   -all ', 'pass'],
  ])('%s is a %s', async (record, kind) => {
    expect(await verdictOf(record)).toEqual({ kind });
  });

  it('speaks of IPv6 as well', async () => {
    expect(await verdictOf('v=spf1 ip6:2001:db8::/32 -all', '2001:db8::9')).toEqual({ kind: 'pass' });
    expect(await verdictOf('v=spf1 a:mail.example//64 -all', '2001:db8::1')).toEqual({ kind: 'pass' });
    expect(await verdictOf('v=spf1 a:mail.example/24 -all', '2001:db8::1')).toEqual({ kind: 'fail' });
    expect(await verdictOf('v=spf1 ip4:0.0.0.0/0 -all', '2001:db8::1')).toEqual({ kind: 'fail' });
  });

  it('that is not there is none, and two are an error', async () => {
    expect(await verdictOf(null)).toEqual({ kind: 'none' });
    expect(await verdictOf(['some-verification=1', 'v=spf10 all'])).toEqual({ kind: 'none' });
    expect(await verdictOf(['v=spf1 a', 'v=spf1 mx'])).toMatchObject({ kind: 'error' });
  });

  it.each([
    ['v=spf1 include:loop.example -all', 'error'],
    ['v=spf1 include:nobody.example -all', 'error'],
    ['v=spf1 redirect=nobody.example', 'error'],
    ['v=spf1 ip4:999.0.0.1 -all', 'error'],
    ['v=spf1 ip4:192.0.2.0/99 -all', 'error'],
    ['v=spf1 include:broken.example -all', 'unknown'],
    ['v=spf1 exists:%{i}.example -all', 'unknown'],
    ['v=spf1 ptr -all', 'unknown'],
    [`v=spf1 ${'a:nobody.example '.repeat(11)}-all`, 'error'],
  ])('%s is not decided', async (record, kind) => {
    expect(await verdictOf(record)).toEqual({ kind, why: expect.stringMatching(/.{10}/) });
  });

  it('of whatever kind makes nothing throw', async () => {
    const term = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('a', 'mx/', 'ip4:', 'include:', 'a:/24', '-', 'redirect='),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(term, { maxLength: 6 }), async (terms) => {
        const record = `v=spf1 ${terms.join(' ')}`;
        expect(isSpf(record)).toBe(true);
        expect(() => parseSpf(record)).not.toThrow();
        await verdictOf(record);
      }),
    );
  });
});
