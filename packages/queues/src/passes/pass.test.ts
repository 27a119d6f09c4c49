import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePass, spellPass } from './pass.ts';

const passes = fc.record({
  batch: fc.record({
    partition: fc.stringMatching(/^[0-9]{3}(-[0-9]{1,2})?$/),
    cut: fc.nat(),
    offset: fc.nat(),
    length: fc.nat(),
  }),
  number: fc.integer({ min: 1, max: 1_000 }),
  open: fc.nat(100),
  identity: fc.stringMatching(/^[0-9a-f]{10}$/),
  lane: fc.stringMatching(/^[a-z0-9._+-]{1,100}$/),
});

it('is read as it was spelled, and needs no escaping in a key or a job id', () => {
  fc.assert(
    fc.property(passes, (pass) => {
      const spelled = spellPass(pass);
      expect(parsePass(spelled)).toEqual(pass);
      expect(spelled).toMatch(/^[a-z0-9._+~-]+$/);
    }),
  );
});

it('refuses what is none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => parsePass(text)).toThrow();
    }),
  );
});
