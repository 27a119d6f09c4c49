import { followedBy } from './near.ts';
import type { Rule } from './rule.ts';
import { FULL, MAIL_STORE } from './vocabulary.ts';

/** The mailbox exists and has no room. A full disk of the server is not this. */
export const FULL_RULES: readonly Rule[] = [
  {
    id: 'full-or-something-else',
    words:
      /\b(?:might|may|could(?! not be delivered)) (?:be|not|have|no)\b.{0,40}(?:full|disabled|exist|blocked|inactive|unavailable)/,
    meaning: 'unrecognised',
    reason: 'The server only guesses at why',
    example:
      '450 4.1.1 <user@example.com>: unverified address: Mailbox might be disabled, full, or may not exist on the server.',
  },
  {
    id: 'full-server-disk',
    words:
      /insufficient system (?:storage|resources)|system (?:storage|disk|resources?) |no space left on (?:device|server)|4\.3\.1|server (?:is )?out of|(?:queue|spool|disk|file ?system|server|system|table|buffer|log)s? (?:is |are |was )?(?:almost )?full/,
    meaning: 'temporary_failure',
    reason: "The server's own disk is full (RFC 3463 X.3.1)",
    example: '452 4.3.1 Insufficient system storage',
  },
  {
    id: 'full-server-space',
    codes: '4xx',
    words:
      /^(?!4\.2\.2|.{0,300}(?:mail ?box|in-?box|quota|recipient|user|account|<>)).{0,200}(?:insufficient|not enough|low|out of|no|shortage|lack) (?:of )?(?:free |more )?(?:disk |storage |queue |spool |system )?(?:space|storage|shortage)|^(?:4\.\d\.\d )?space shortage/,
    meaning: 'temporary_failure',
    reason: 'No room, and not said to be that of a mailbox, under a code that says "not now"',
    example: '452 4.4.5 Insufficient disk space; try again later',
  },
  {
    id: 'full-quota-policy',
    enhanced: /^[45]\.7\.\d{1,3}$/,
    words: /^(?!.{0,300}(?:mail ?box|in-?box|\buser|\bover).{0,12}quota).{0,300}(?:quota|exceed)/,
    meaning: 'rate_limited',
    reason: 'A quota that is not said to be of the mailbox, under a code of policy: ours, then',
    example: '550 5.7.1 Quota exceeded',
  },
  {
    id: 'full-enhanced-said',
    stages: ['rcpt'],
    enhanced: /^[45]\.2\.2$/,
    words: /full|quota|exceed|space|storage|size|limit|\bover\b/,
    meaning: 'full',
    reason: 'The code of a full mailbox (RFC 3463 X.2.2), and words that fit it',
    example: '554 5.2.2 Mail file size exceeds the maximum size allowed for mail delivery',
  },
  {
    id: 'full-mailbox-named',
    stages: ['rcpt'],
    words: new RegExp(
      followedBy(
        `\\b(?:${MAIL_STORE})\\b`,
        `${FULL}|limit (?:was |has been |is )?(?:reached|ex?c?eeded)|would exceed|(?<!account .{0,16})exceed(?:s|ed) (?:the |its |his |her )?limit`,
        48,
      ),
    ),
    meaning: 'full',
    reason: 'The mailbox is said to be full; asked before the words about the size of a message, which it contains',
    example: '550 Mailbox is full / Blocks limit exceeded / Inode limit exceeded',
  },
  {
    id: 'full-message-size',
    words:
      /(?:message|mail|e-mail|size).{0,30}(?:too (?:big|large|long)|exceeds? (?:the )?(?:fixed |maximum |size )|over(?:sized| size))|\btoo (?:big|large)\b|(?:maximum|max|allowed) (?:message|mail) size|message size (?:limit|exceeds)/,
    meaning: 'message_too_big',
    reason: 'Speaks of the size of a message; the mailbox may take a smaller one',
    example: '552 5.3.4 Message too large',
  },
  {
    id: 'full-mailbox-word',
    stages: ['rcpt'],
    words: new RegExp(followedBy("\\b(?:users?|recipients?|customer)(?:'s)?\\b|<>", FULL, 48)),
    meaning: 'full',
    reason: 'The recipient is said to have no room left',
    example: '452 4.1.1 <user@example.com> user over quota',
  },
  {
    id: 'full-quota-word',
    stages: ['rcpt'],
    words:
      /over[- ]?quota|quota[- ]?exceeded|(?:allowed|allotted) (?:quota|size)|exceeding (?:receiving|storage|size) limits|too much mail data|quota ex?c?eeds? |full mail ?(?:box|folder)|allotted (?:size|space)|exceed(?:s|ed|ing)\b.{0,30} quota|quota (?:violation|limit|full)|(?:disk|mail|mailbox|storage|user) quota|exceeded storage (?:allocation|limit)|out of storage|(?:insufficient|not enough|no) (?:disk|storage|mailbox|mail) ?(?:space|storage)|size limit (?:has been )?exceeded$|(?:enough|sufficient) (?:disk |storage )?space|disk ?space quota|overdrawn|maximum mailbox size|too many messages (?:on|in) the|blocks limit exceeded|inode limit|mailbox (?:size )?limit ex|full mailbox|mapiexception(?:shutoff)?quota/,
    meaning: 'full',
    reason: 'The quota of the mailbox is used up',
    example: '552 Requested mail action aborted: exceeded storage allocation',
  },
];
