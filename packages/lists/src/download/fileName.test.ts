import { expect, test } from 'vitest';
import { fileNameOf } from './fileName.ts';

test.each([
  ['contacts.csv', 'csv', 'contacts-verified.csv'],
  ['Contacts.CSV.gz', 'ndjson', 'Contacts-verified.ndjson'],
  ['v1.2 list', 'tsv', 'v1.2 list-verified.tsv'],
  ['.csv', 'csv', 'list-verified.csv'],
] as const)('%s is downloaded as %s by the name %s', (name, extension, fileName) => {
  expect(fileNameOf(name, extension)).toBe(fileName);
});
