import type { Rule } from './rule.ts';

/** Refusals without a reason, asked after the mailbox words: whatever is left of them is taken to be about us. */
export const POLICY_RULES: readonly Rule[] = [
  {
    id: 'policy-restricted-recipient',
    words:
      /restricted|recipient preferences|definitively does not want|not (?:allowed|authori[sz]ed|permitted)|unauthori[sz]ed|closed system|approved|administrative(?:ly)? prohibit|envelope (?:blocked|rejected)|blocked senders|whitelist|white-?listed|allow-?list/,
    meaning: 'policy',
    reason: 'The recipient or its administrator takes mail only from some',
    example: '550 Envelope blocked - User Entry',
  },
  {
    id: 'policy-word',
    words: /polic(?:y|ies)|denied|prohibited|forbidden|access|blocked|banned|refused|security|permission|not accepted/,
    meaning: 'policy',
    reason: 'Refused for a reason that the server keeps to itself',
    example: '550 recipient <user@example.com> denied',
  },
  {
    id: 'policy-speaks-of-us',
    codes: '5xx',
    words:
      /\b(?:from|your?|server|network|path|filter|domain|host|rates?|limits?|exceed\w{0,3}|many|much|limited|only|certain|busy|error|failure|timed?|quota|loop)\b/,
    meaning: 'policy',
    reason: 'Not a word about the mailbox, but some about others: its code alone shall not fail it',
    example: '550 5.1.1 Nothing from you, please',
  },
];
