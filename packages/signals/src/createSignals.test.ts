import { describe, expect, it } from 'vitest';
import { flagsOf } from './addressSignals.ts';
import { createSignals } from './createSignals.ts';

const signals = createSignals();
const at = (domain: string, local = 'john.smith') => ({ local, domain });

describe('describeAddress', () => {
  it('describes an address in full', () => {
    expect(signals.describeAddress(at('GMAIL.com', 'Info'))).toEqual({
      isDisposable: false,
      isFreeService: true,
      isRoleAccount: true,
      isGibberish: false,
      emailSuggested: null,
      mailbox: 'Info',
      domain: 'gmail.com',
    });
  });

  it('suggests the whole address, the local part as given', () => {
    expect(signals.describeAddress(at('gmial.con', 'J.Smith+x')).emailSuggested).toBe('J.Smith+x@gmail.com');
  });

  it('knows a throw-away domain by its mail hosts', () => {
    const address = at('gronasu-and-more.com');
    expect(signals.describeAddress(address).isDisposable).toBe(false);
    const mxHosts = ['mail.WabblyWabble.com.'];
    expect(signals.describeAddress(address, { mxHosts }).isDisposable).toBe(true);
    expect(signals.describeAddress(address, { mxHosts: ['aspmx.l.google.com'] }).isDisposable).toBe(false);
  });

  it('finds misspellings of the domains that are frequent in the list', () => {
    const frequentDomains = ['accenture.com'];
    expect(signals.describeAddress(at('accenure.com')).emailSuggested).toBeNull();
    expect(signals.describeAddress(at('accenure.com'), { frequentDomains }).emailSuggested).toBe(
      'john.smith@accenture.com',
    );
  });

  it('never suggests a disposable domain, be it ever so frequent', () => {
    const context = { frequentDomains: ['mailinator.com'] };
    expect(signals.describeAddress(at('mailinatr.com'), context).emailSuggested).toBeNull();
  });

  it('does not call a role account gibberish', () => {
    expect(flagsOf(signals.describeAddress(at('acme.de', 'rrhh')))).toEqual(['role']);
  });

  it('names the flags in the order of the table', () => {
    expect(flagsOf(signals.describeAddress(at('gmial.com', 'xkcdqwrtz')))).toEqual(
      expect.arrayContaining(['gibberish', 'typo']),
    );
  });
});

describe('without its data packages', () => {
  it('warns once for each and judges by the tables alone', () => {
    const warnings: string[] = [];
    const bare = createSignals({
      warn: (message) => warnings.push(message),
      read: (name) => {
        throw new Error(`Cannot find module '${name}'`);
      },
    });
    expect(warnings).toEqual([]);
    expect(flagsOf(bare.describeAddress(at('mailinator.com', 'info')))).toEqual(['role']);
    expect(flagsOf(bare.describeAddress(at('gmail.com')))).toEqual(['free']);
    expect(warnings.map((warning) => warning.split(' ')[0])).toEqual([
      'disposable-email-domains-js',
      'fakefilter',
      'email-providers',
      'role-based-email-addresses',
    ]);
  });

  it('takes content of another shape for an empty list', () => {
    const warnings: string[] = [];
    const odd = createSignals({ warn: (message) => warnings.push(message), read: () => ({ domains: null }) });
    expect(odd.describeAddress(at('acme.de')).isDisposable).toBe(false);
    expect(warnings).toHaveLength(4);
  });
});
