import type { Rule } from './rule.ts';

/** What a 2xx means. A 2xx before RCPT decides nothing and never comes here as an end. */
export const ACCEPTED_RULES: readonly Rule[] = [
  {
    id: 'accepted-unverified',
    stages: ['rcpt'],
    codes: [252],
    meaning: 'accepted_unverified',
    reason:
      'Taken, but not checked, says the server (RFC 5321 section 3.5.3): the catch-all question shows whether it is so',
    example: '252 Cannot VRFY user, but will accept message and attempt delivery',
  },
  {
    id: 'accepted',
    stages: ['rcpt'],
    codes: [250, 251],
    meaning: 'accepted',
    reason: 'The server takes mail for the address, or forwards it (251)',
    example: '250 2.1.5 Recipient OK',
  },
];
