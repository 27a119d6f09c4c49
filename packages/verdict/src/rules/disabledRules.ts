import { followedBy } from './near.ts';
import type { Rule } from './rule.ts';
import { DISABLED, MAILBOX } from './vocabulary.ts';

/** The mailbox was there, and was shut. */
export const DISABLED_RULES: readonly Rule[] = [
  {
    id: 'disabled-for-now',
    stages: ['rcpt'],
    codes: '4xx',
    words: /temporar|\blater\b|retry|right now|at (?:this|the) (?:time|moment)|\bbusy\b/,
    meaning: 'temporary_failure',
    reason: 'Said to be so for now, under a code that says "not now"',
    example: '450 4.2.1 Mailbox temporarily disabled, try again later',
  },
  {
    id: 'disabled-after-noun',
    stages: ['rcpt'],
    words: new RegExp(
      `${followedBy(MAILBOX, DISABLED, 48)}|\\b(?:account|mail ?box)\\b.{0,24} (?:(?:is|was|been) (?:currently |temporarily |permanently )?(?:locked(?! by another)|blocked|closed|expired|deleted)|blocked by (?:the )?admin)|\\b(?:account|mail ?box) (?:locked(?! by another)|closed|expired|blocked)|\\buser (?:<> )?(?:is |was |has been )?(?:temporar(?:y|ily) )?(?:locked|frozen|hang ?up)\\b|(?:user|recipient|owner) (?:has )?blocked (?:his|her|their|the) (?:mail ?box|account)`,
    ),
    meaning: 'disabled',
    reason: 'The mailbox or account is said to be shut',
    example:
      '550 5.2.1 The email account that you tried to reach is disabled. Learn more at https://support.google.com/mail/?p=DisabledUser - gsmtp',
  },
  {
    id: 'disabled-before-noun',
    stages: ['rcpt'],
    words:
      /(?:disabled|in-?active|deactivated|archived|suspended|closed|locked|terminated|expired|cancell?ed) (?:recipient|account|mail ?box|user|address|e-?mail|inbox)|incoming (?:mail )?suspended|not poped|suspend the service|delivery to this (?:user|address) (?:is )?(?:disabled|suspended)/,
    meaning: 'disabled',
    reason: 'The same the other way round',
    example: '525 5.7.13 Disabled recipient address',
  },
];
