import { expect, it } from 'vitest';
import { readCapabilities } from './capabilities.ts';

it('reads keywords in capitals with their parameters, from all lines but the first', () => {
  const texts = ['STARTTLS.example.com', 'size 1000', 'AUTH=LOGIN PLAIN', '8BITMIME', '', '-X', 'odd?', 'SMTPUTF8'];
  const capabilities = readCapabilities(texts.map((text) => ({ code: 250, text })));
  expect([...capabilities]).toEqual([
    ['SIZE', '1000'],
    ['AUTH', 'LOGIN PLAIN'],
    ['8BITMIME', ''],
    ['SMTPUTF8', ''],
  ]);
  expect(readCapabilities([{ code: 250, text: 'SMTPUTF8' }]).size).toBe(0);
});
