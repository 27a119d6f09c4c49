import { CAUSES, EVENTS } from '@mailsift/verdict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROW_STATUSES } from './outcomeCode.ts';
import { resultJson } from './resultJson.ts';
import { type RowResult, rowResultSchema } from './rowResult.ts';

const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '"', '\\', '\u2028', '\ud800', '\udc00x', '\u007f', '\u0085', '\u0000', 'it\'s "so"\r\n', '😀'),
);
const text = fc.option(word);
const flag = fc.option(fc.boolean());

const anyResult: fc.Arbitrary<RowResult> = fc.record({
  email: word,
  status: fc.constantFrom(...ROW_STATUSES),
  event: fc.option(fc.constantFrom(...EVENTS)),
  details: word,
  emailSuggested: text,
  mailbox: word,
  domain: word,
  isDisposable: flag,
  isFreeService: flag,
  isRoleAccount: flag,
  isGibberish: flag,
  mxEnrichment: fc.record({ mxHost: text, mxIp: text, mxGeo: text, mxCity: text, mxIsp: text }),
  cause: fc.option(fc.constantFrom(...CAUSES)),
  rule: text,
  smtp: fc.option(
    fc.record({
      stage: fc.constantFrom('connect', 'banner', 'ehlo', 'starttls', 'mail', 'rcpt'),
      code: fc.option(fc.integer()),
      enhancedCode: text,
      reply: text,
      tls: fc.boolean(),
    }),
  ),
  attempts: fc.nat(),
  verifiedAt: text,
  execution: fc.double({ noNaN: true, noDefaultInfinity: true }),
});

test('a result is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(anyResult, (made) => {
      // In the order of the schema, as every result is made.
      const result = rowResultSchema.parse(made);
      expect(resultJson(result)).toBe(JSON.stringify(result));
    }),
    { numRuns: 2_000 },
  );
});
