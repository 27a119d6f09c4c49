import { describe, expect, it } from 'vitest';
import { createDisposable } from './disposable.ts';
import { createFreeDomains } from './freeService.ts';
import { readPackage } from './packagedLists.ts';

const { isListed } = createDisposable(readPackage, () => {});
const free = createFreeDomains(readPackage, () => {}, isListed);

describe('the domains of free services', () => {
  it('hold the large services, and those the packaged list misses', () => {
    expect(['gmail.com', 'aol.de', 'posteo.de', 'tuta.com', 'xs4all.nl'].filter((each) => !free.has(each))).toEqual([]);
  });

  it('hold no misspelling, though the packaged list does', () => {
    const packaged = readPackage('email-providers');
    expect(packaged).toEqual(expect.arrayContaining(['gmal.com', 'hotmail.con', 'yahoo.om']));
    expect(['gmal.com', 'gmial.com', 'hotmail.con', 'yahoo.om'].filter((each) => free.has(each))).toEqual([]);
  });

  it('hold no disposable domain', () => {
    expect([...free].filter(isListed)).toEqual([]);
  });

  it('hold no company, university or example', () => {
    const others = ['microsoft.com', 'nus.edu.sg', 'washingtonpost.com', 'example.com'];
    expect(others.filter((each) => free.has(each))).toEqual([]);
  });
});
