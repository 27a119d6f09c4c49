import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommandLine, parsePath, parseRecipient } from './commandLine.ts';

describe('command lines', () => {
  it('are split at the first space, with the verb in capitals', () => {
    expect(parseCommandLine('rcpt TO:<a@b.test> X=1')).toEqual({ verb: 'RCPT', rest: 'TO:<a@b.test> X=1' });
    expect(parseCommandLine('QUIT')).toEqual({ verb: 'QUIT', rest: '' });
  });

  it('give the path and its parameters', () => {
    expect(parsePath('FROM:<me@a.test> SMTPUTF8', 'FROM')).toEqual({ path: 'me@a.test', parameters: 'SMTPUTF8' });
    expect(parsePath('from: <>', 'FROM')).toEqual({ path: '', parameters: '' });
    expect(parsePath('TO:<"a>\\"b"@a.test>', 'TO')).toEqual({ path: '"a>\\"b"@a.test', parameters: '' });
  });

  it.each(['me@a.test', 'FROM:me@a.test', 'FROM:x<me@a.test>', 'FROM:<me@a.test', 'FROM:<"me@a.test>'])(
    'have no path in %s',
    (rest) => {
      expect(parsePath(rest, 'FROM')).toBeNull();
    },
  );

  it('have a recipient where there is something on both sides of the last @', () => {
    expect(parseRecipient('"a@b"@C.test')).toEqual({ local: '"a@b"', domain: 'c.test', address: '"a@b"@C.test' });
    for (const path of ['', 'a', '@a.test', 'a@', 'a@b c']) expect(parseRecipient(path)).toBeNull();
  });

  it('never throw, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parsePath(parseCommandLine(text).rest, 'TO');
        parsePath(`TO:<${text}`, 'TO');
        parseRecipient(text);
      }),
    );
  });
});
