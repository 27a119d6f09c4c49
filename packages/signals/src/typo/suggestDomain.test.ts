import { describe, expect, it } from 'vitest';
import { KNOWN_TYPOS, MAIL_FAMILIES, REAL_DOMAINS } from '../data/mailDomains.ts';
import { readEvaluation } from '../readEvaluation.ts';
import { createNearFrequent } from './frequentDomains.ts';
import { FAMILY_DOMAINS } from './mailFamilies.ts';
import { suggestDomain } from './suggestDomain.ts';

const rules = { isReal: () => false, isDisposable: (domain: string) => domain === 'throwaway.com' };
const frequent = createNearFrequent(['accenture.com', 'throwaway.com', 'mail1host.net', 'ab.com', 'sub.company.org']);
const suggest = (domain: string) => suggestDomain(domain, rules, frequent);

describe('suggestDomain', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gmail.de', 'gmail.com'],
    ['gmial.con', 'gmail.com'],
    ['gmailcom', 'gmail.com'],
    ['www.gmail.com', 'gmail.com'],
    ['yahoo.uk', 'yahoo.co.uk'],
    ['yahoo.con.br', 'yahoo.com.br'],
    ['hotmial.fr', 'hotmail.fr'],
    ['hotmail.c', 'hotmail.com'],
    ['comcast.ent', 'comcast.net'],
    ['acme.con', 'acme.com'],
    ['mail.acme.ocm', 'mail.acme.com'],
    ['acme.co.ku', 'acme.co.uk'],
    ['accenure.com', 'accenture.com'],
    ['accenure.con', 'accenture.com'],
  ])('%s is %s', (domain, meant) => {
    expect(suggest(domain)).toBe(meant);
  });

  it.each([
    'gmail.com',
    'bmail.com',
    'compass.com',
    'outdoor.com',
    'gmail.example.com',
    'comcast.com',
    'live.tv',
    'acme.test',
    'printer.local',
    'acme.xn--p1ai',
    'accentures.com',
    'accenture.de',
    'bccenture.com',
    'mail2host.net',
    'ac.com',
    'throwawy.com',
    'com',
    '.',
    '',
  ])('%j stays', (domain) => {
    expect(suggest(domain)).toBeNull();
  });

  it('leaves a domain alone that is known to be real', () => {
    expect(suggestDomain('accenure.com', { ...rules, isReal: (each) => each === 'accenure.com' }, frequent)).toBeNull();
  });
});

describe('the tables', () => {
  it('have no domain that is both real and a typo', () => {
    const real = [...KNOWN_TYPOS.keys()].filter((typo) => REAL_DOMAINS.has(typo) || FAMILY_DOMAINS.has(typo));
    expect(real).toEqual([]);
  });

  it('mean real domains by their typos', () => {
    expect([...KNOWN_TYPOS.values()].filter((meant) => !FAMILY_DOMAINS.has(meant))).toEqual([]);
  });

  it('name each family once', () => {
    expect(new Set(MAIL_FAMILIES.map(({ name }) => name)).size).toBe(MAIL_FAMILIES.length);
  });

  it('hold none of the typos that the rules are measured with', () => {
    const published = readEvaluation('typo').filter(({ source }) => source === 'mailgun/flanker');
    expect(published.filter(({ domain }) => KNOWN_TYPOS.has(domain ?? ''))).toEqual([]);
  });
});
