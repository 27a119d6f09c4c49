import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSignals } from './createSignals.ts';
import { MAIL_FAMILIES } from './data/mailDomains.ts';

const signals = createSignals();
const frequentDomains = ['accenture.com', 'mailinator.com', 'siemens.de', 'thyssenkrupp.com', 'gmail.com', 'acme.test'];

const family = fc.constantFrom(...MAIL_FAMILIES);
const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789.-');

/** A real domain with up to three slips of the finger in it. */
const slipped = fc
  .tuple(
    fc.oneof(
      family.map(({ name, suffixes }) => `${name}.${suffixes[0] ?? 'com'}`),
      fc.constantFrom(...frequentDomains),
    ),
    fc.array(fc.tuple(fc.nat(30), fc.nat(2), letter), { maxLength: 3 }),
  )
  .map(([domain, slips]) =>
    slips.reduce((text, [where, cut, put]) => text.slice(0, where) + put + text.slice(where + cut), domain),
  );

const domain = fc.oneof(slipped, fc.domain(), fc.string({ unit: 'binary' }), fc.string());
const local = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('info', 'a+b', '"x y"', ''));
const context = fc.constantFrom({}, { frequentDomains });

describe('describeAddress, whatever the strings', () => {
  it('never throws, answers the same twice, and keeps the local part', () => {
    fc.assert(
      fc.property(local, domain, context, (name, host, known) => {
        const first = signals.describeAddress({ local: name, domain: host }, known);
        expect(signals.describeAddress({ local: name, domain: host }, known)).toEqual(first);
        expect(createFresh().describeAddress({ local: name, domain: host }, known)).toEqual(first);
        expect(first.mailbox).toBe(name);
      }),
    );
  });

  it('suggests another domain than the one given, never a disposable one, and one that needs no suggestion', () => {
    fc.assert(
      fc.property(domain, context, (host, known) => {
        const { emailSuggested } = signals.describeAddress({ local: 'j', domain: host }, known);
        if (emailSuggested === null) return;
        const meant = emailSuggested.slice('j@'.length);
        expect(meant).not.toBe(host.toLowerCase());
        const again = signals.describeAddress({ local: 'j', domain: meant }, known);
        expect(again.isDisposable).toBe(false);
        expect(again.emailSuggested).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('judges the domain the same in upper case', () => {
    fc.assert(
      fc.property(slipped, (host) => {
        const address = { local: 'j', domain: host };
        expect(signals.describeAddress({ ...address, domain: host.toUpperCase() })).toEqual(
          signals.describeAddress(address),
        );
      }),
    );
  });
});

const other = createSignals();

/** A second judge with a memory of its own: an answer may not depend on what was asked before. */
function createFresh() {
  return other;
}
