import { describe, expect, it } from 'vitest';
import { createDisposable } from './disposable.ts';
import { type ListPackage, readPackage } from './packagedLists.ts';

const listed: Partial<Record<ListPackage, unknown>> = {
  'disposable-email-domains-js': ['Throwaway.com', 'sub.trash.co.uk', 'dns.army', 'fastmail.fm'],
  fakefilter: { domains: { 'fake.net': { provider: 'x' } } },
};
const disposable = createDisposable(
  (name) => listed[name],
  () => {},
);

describe('the disposable lists', () => {
  it.each(['throwaway.com', 'a.b.throwaway.com', 'sub.trash.co.uk', 'fake.net', 'x.fake.net'])('hold %s', (domain) => {
    expect(disposable.isListed(domain)).toBe(true);
  });

  it.each(['notthrowaway.com', 'throwaway.com.de', 'trash.co.uk', 'co.uk', 'com', '', '.', 'acme.de'])(
    'do not hold %j',
    (domain) => {
      expect(disposable.isListed(domain)).toBe(false);
    },
  );

  it('say nothing of strangers under a suffix that is shared', () => {
    expect(disposable.isListed('dns.army')).toBe(true);
    expect(disposable.isListed('my-home.dns.army')).toBe(false);
  });

  it('never hold providers of lasting mailboxes, whatever the package says', () => {
    expect(disposable.isListed('fastmail.fm')).toBe(false);
  });

  it('are known by their mail hosts, by those of listed domains too', () => {
    expect(disposable.isServedBy(['mx.acme.de', 'in.mail.tm.'])).toBe(true);
    expect(disposable.isServedBy(['MX1.throwaway.com'])).toBe(true);
    expect(disposable.isServedBy(['mail.tm', 'amir.mx.cloudflare.net'])).toBe(false);
    expect(disposable.isServedBy([])).toBe(false);
  });
});

describe('the packages as installed', () => {
  const warnings: string[] = [];
  const real = createDisposable(readPackage, (message) => warnings.push(message));

  it('load without a warning and know the well-known services', () => {
    expect(['mailinator.com', 'yopmail.com', 'guerrillamail.com'].map(real.isListed)).toEqual([true, true, true]);
    expect(warnings).toEqual([]);
  });

  it('hold none of the large providers', () => {
    const large = ['gmail.com', 'outlook.com', 'yahoo.com', 'qq.com', 'mail.ru', 'web.de', 'orange.fr', 'duck.com'];
    expect(large.filter(real.isListed)).toEqual([]);
  });
});
