import { followedBy, near } from './near.ts';
import type { Rule } from './rule.ts';
import { MAILBOX, MAILBOX_WORD, MISSING } from './vocabulary.ts';

/** What may stand between "no" and "mailbox". */
const KIND =
  '(?:such|valid|correct|known|local|active|matching|existing|final|destination|mail|e-?mail|recipient|virtual|smtp|account|user|mailbox|remote)';

/** There is no such mailbox. Asked after everything about us, because the words are borrowed so often. */
export const NOT_FOUND_RULES: readonly Rule[] = [
  {
    id: 'not-found-behind',
    stages: ['rcpt'],
    codes: '4xx',
    words: /said: 55[0134][ -].{0,160}(?:unknown|no such|not found|n[o']t exist|invalid recipient|no mailbox)/,
    meaning: 'not_found_softly',
    reason: 'Postfix asked the host behind, which plainly refused, and words it as a 4xx (address verification)',
    example:
      '450 4.1.1 <user@example.com>: Recipient address rejected: unverified address: host mail.example.com[192.0.2.1] said: 550 5.1.1 <user@example.com>: User unknown (in reply to RCPT TO command)',
  },
  {
    id: 'not-found-softly',
    stages: ['rcpt'],
    codes: '4xx',
    words: /(?:user|recipient|address) unknown in .{0,40}table/,
    meaning: 'not_found_softly',
    reason: 'Postfix looked the recipient up and did not find it, but was told to word it as a 4xx (soft_bounce)',
    example: '450 4.1.1 <user@example.com>: Recipient address rejected: User unknown in virtual alias table',
  },
  {
    id: 'not-found-unverified',
    words:
      /unverified address|verification in progress|undeliverable address: (?:connect|lost|conversation|delivery temp|recipient address lookup)|\b(?:user|mail ?box|recipient|account|address)(?:'?s)? (?:name )?(?:server|database|service|store|host|format|look-?up|directory|backend|check|table|map|information|validation|data|file)\b.{0,40}(?:unavailable|not available|not (?:be )?found|unknown|fail|error|problem|down|time|invalid)|(?:user|recipient|address)(?: address)? verification (?:timed|error|problem|temporar|unavail|in progress)|(?:look-?up|check\w{0,3}) (?:of |for )?(?:the )?(?:user|recipient|mail ?box|address) (?:fail|error|problem)/,
    meaning: 'temporary_failure',
    reason: 'The server has not found out, from the host or the directory behind it',
    example:
      '450 4.1.1 <user@example.com>: Recipient address rejected: unverified address: Address verification in progress',
  },
  {
    id: 'not-found-postfix-table',
    stages: ['rcpt'],
    words: /(?:user|recipient|address) unknown in .{0,40}table/,
    meaning: 'not_found',
    reason: 'Postfix looked the recipient up and did not find it',
    example: '550 <user@example.com>: Recipient address rejected: User unknown in local recipient table',
  },
  {
    id: 'not-found-noun-first',
    stages: ['rcpt'],
    words: new RegExp(followedBy(MAILBOX, MISSING, 60)),
    meaning: 'not_found',
    reason: 'The recipient is said not to be there',
    example:
      '550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the address',
  },
  {
    id: 'not-found-no-such',
    stages: ['rcpt'],
    words: new RegExp(
      `\\b(?:unknown|in-?valid|no such|no|not (?:a|an|our)|non-?existent|non-?existing|nonexistant|bad|unavail?i?able|unlisted|unroute?able|undeliverable|incorrect|wrong|illegal|unallocated|unassigned|unrecogni[sz]ed|not valid|inexistent)(?:[ -]|(?: (?:or|/) |/)illegal )(?:${KIND} )?(?:${KIND} )?['"]?${MAILBOX_WORD}\\b`,
    ),
    meaning: 'not_found',
    reason: 'The same the other way round',
    example: '550 5.1.1 Unknown User',
  },
  {
    id: 'not-found-negated',
    stages: ['rcpt'],
    codes: '5xx',
    words: new RegExp(
      `(?:(?:could|can|do|does|did) ?n[o']t|couldn't|can't|don't|unable to|failed to) (?:find|locate|know|have|recogni[sz]e|accept|identify) (?:(?:a|an|the|that|this|any|such|valid|matching|local) ){0,3}(?:${MAILBOX}|mailbox|one)|(?:nobody|no one|no-one) (?:here|there|by|with|has|at|called|named)|\\bwho(?: is that| are you looking)|${near('\\b(?:user|person|recipient|employee|he|she)\\b', 'left (?:the |this |our )?(?:company|organi[sz]ation|university|firm|school)|(?:no longer|not) (?:work|live|employed)\\w{0,3}', 32)}`,
    ),
    meaning: 'not_found',
    reason: 'Nobody of that name is known, found or here any longer',
    example: '550 I cannot find <user@example.com>',
  },
  {
    id: 'not-found-other-words',
    stages: ['rcpt'],
    codes: '5xx',
    words:
      /does(?:n't| not) have (?:a|an) .{0,40}account|is not exist|address not present|(?:can't|cannot) accept user|addresses were unknown|not found recipient|not listed in (?:public|domino|the)|validrcptto|bad_?rcpt_?to|badrecipientto|missing home directory|not found in (?:ldap|directory)|no such e-?mail|\bno ?such ?user|e-?mail (?:does )?not exist|<> not local|^(?:#?5\.\d\.\d )?(?:unroute?able|no such person|invalid e-?mail|user not local)|not a valid (?:e-?mail address|recipient)|mailbox name (?:not allowed|invalid)|invalid mailbox|can(?:not|'t) (?:currently )?be verified|recipient (?:address )?(?:not ok|verif\w{1,8} failed\.?$|unverifiable)|verif\w{1,8} failed for recipient|unknown local[- ]part|unable to find alias|no such route|(?:we|i) (?:do not|don't) have (?:that|this|such)|not one of ours|no such account|don't exists? (?:that|this) user|not (?:a )?user of this/,
    meaning: 'not_found',
    reason: 'Other ways to say it',
    example: "554 delivery error: dd This user doesn't have a yahoo.com account (user@example.com)",
  },
];
