import { reply } from '../smtp/action.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { always, atRcpt, CATCH_ALL, row } from '../world/row.ts';

/** Servers whose yes means little. */
export const ACCEPTANCE: readonly DomainRow[] = [
  row('catch_all', {
    domain: 'catch-all.test',
    about: 'Accepts every address.',
    truth: always(CATCH_ALL),
    script: atRcpt(reply('250 2.1.5 Ok')),
  }),
  row('accept_discard', {
    domain: 'accept-discard.test',
    about: 'Accepts every address and would throw most mail away: from outside, a catch-all.',
    truth: always(CATCH_ALL),
    script: atRcpt(reply('250 2.1.5 Recipient accepted for processing')),
  }),
  row('warm_up', {
    domain: 'warm-up.test',
    samples: 'full',
    about: 'Accepts every address in the second after its first RCPT, then answers honestly.',
    truth: { kind: 'at_first', truth: CATCH_ALL },
    script: ({ delays, now }) => {
      let first: number | null = null;
      return atRcpt(() => {
        first ??= now();
        return now() - first < delays.warmUpMs ? reply('250 2.1.5 Ok') : null;
      });
    },
  }),
  row('cannot_verify', {
    domain: 'cannot-verify.test',
    about: 'Answers 252 to every RCPT: cannot verify the user, will take the message. So it does for everybody.',
    truth: always(CATCH_ALL),
    script: atRcpt(reply('252 2.1.5 Cannot verify the user, but will take the message')),
  }),
];
