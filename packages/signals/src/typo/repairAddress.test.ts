import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSignals } from '../createSignals.ts';

const signals = createSignals();
const meant = (cell: string) => signals.suggestRepair(cell);

describe('a cell that is no address', () => {
  it.each([
    ['john@gmail,com', 'john@gmail.com'],
    ['john@gmail;com', 'john@gmail.com'],
    ['john@gmailcom', 'john@gmail.com'],
    ['john@gmail', 'john@gmail.com'],
    ['john@gmail..com', 'john@gmail.com'],
    ['john@gmail.com.', 'john@gmail.com'],
    ['john@.gmail.com', 'john@gmail.com'],
    ['john@@gmail.com', 'john@gmail.com'],
    ['john @ gmail.com', 'john@gmail.com'],
    ['john.@gmail.com', 'john@gmail.com'],
    ['john..smith@acme.co.uk', 'john.smith@acme.co.uk'],
    ['J.Smith@hotmial,com', 'J.Smith@hotmail.com'],
    ['john@yahoo.co,uk', 'john@yahoo.co.uk'],
  ])('%j was probably %s', (cell, address) => {
    expect(meant(cell)).toBe(address);
  });

  it.each([
    '',
    'john',
    '@gmail.com',
    'john@',
    'john smith@acme.de',
    'john@localhost',
    'john@acme',
    'john@a@b.com',
    'a@b.com, c@d.com',
    'john@mailinator,com',
    'john@printer.local',
    '"john@gmail.com',
    'john@[192.0.2.1]',
    `${'j'.repeat(101)}@gmail,com`,
  ])('%j might have been anything', (cell) => {
    expect(meant(cell)).toBeNull();
  });

  it('is answered for any string, with an address of plain ASCII or null', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `${text}@gmail,com`),
    );
    fc.assert(
      fc.property(cell, (text) => {
        expect(meant(text) ?? 'a@b.c').toMatch(/^[\w.%+'-]+@[a-z0-9.-]+$/);
      }),
    );
  });
});
