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
  {
    id: 'accepted-too-early',
    stages: ['connect', 'banner', 'ehlo', 'starttls', 'mail'],
    codes: '2xx',
    meaning: 'unrecognised',
    reason: 'Said before a recipient was named: nothing follows for the mailbox',
    example: '250 sender <user@example.com> OK',
  },
  {
    id: 'accepted-unexpected',
    codes: '2xx',
    meaning: 'protocol_error',
    reason: 'No 2xx but 250, 251 and 252 answers RCPT (RFC 5321 section 4.3.2)',
    example: '221 Bye',
  },
  {
    id: 'accepted-halfway',
    codes: '3xx',
    meaning: 'protocol_error',
    reason: 'A 3xx answers no command that is ever sent (RFC 5321 section 4.2.1)',
    example: '354 go ahead',
  },
];
