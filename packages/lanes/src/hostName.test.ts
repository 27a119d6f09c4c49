import { describe, expect, it } from 'vitest';
import { parseHostName } from './hostName.ts';

describe('a host name', () => {
  it.each([
    ['MX.Site.TEST.', 'mx.site.test'],
    ['mx_1.site.test', 'mx_1.site.test'],
    ['a', 'a'],
    ['xn--bcher-kva.test', 'xn--bcher-kva.test'],
    ['1.2.3.example', '1.2.3.example'],
  ])('%s is spelled %s', (text, name) => {
    expect(parseHostName(text)).toBe(name);
  });

  it.each([
    '',
    '.',
    'a..b',
    '-a.test',
    'a-.test',
    'a b.test',
    'a\0.test',
    'a\r\n.test',
    `${'x'.repeat(64)}.test`,
    `${'abcdefg.'.repeat(32)}test`,
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '①②⑦.⓪.⓪.①',
    '::1',
    '[::1]',
    'a.test:25',
  ])('"%s" is none', (text) => {
    expect(parseHostName(text)).toBeNull();
  });
});
