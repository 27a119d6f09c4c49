/**
 * The English words that rules about mailboxes are made of: sources of alternations, for text as `readable.ts` makes it.
 * Other languages have theirs in `languages.ts`.
 */

/** What mail is sent to, as one word. */
export const MAILBOX_WORD =
  "(?:user(?:'s|s|\\(s\\)|name|id)?|mail ?box(?:es)?|mail ?folder|mail ?dir|mail ?drop|in-?box|account|recipient(?:s|\\(s\\))?|addressees?|address(?:es)?|alias(?:es)?|customer|person|subscriber|spectator|rcpt)";

/** The same, or the echo of an address (`<>`). */
export const MAILBOX = `\\b${MAILBOX_WORD}(?!\\w| (?:server|database|store|directory|host|backend)\\b)|<>`;

/** Said of a mailbox: it is not there. */
export const MISSING =
  "\\bunknown|not[- ]?found|(?:do|does|did|is|has|was) ?(?:n[o']?t|no) ?(?:currently |actually )?exists?|\\bnot exist|non-?exist|inexistent|not (?:yet )?known|is not (?:a |an |the )?(?:valid|active|known|recipient|current)|\\binvalid|\\bnot valid|not recogni[sz]ed|no longer (?:on|exists?|available|in use|here|with|works?|employed|used|a )|not in use|not (?:listed|registered|configured|present|defined|hosted|available|here|deliverable|local|in (?:our|my|the|this)|in directory|on this)|unavail?i?able|unallocated|unlisted|unassigned|(?:can ?not|could not|can't|couldn't) be (?:found|resolved|located)|has (?:been (?:replaced|moved|deleted|removed)|moved|left)|\\b(?:was |is |been )?(?:deleted|removed)\\b|not our customer|undeliverable|unroute?able|\\bis gone\\b|never (?:existed|logged)|(?:does|do)(?: not|n't) (?:live|work) here|misspel|returned no results|\\bwrong or\\b";

/** What keeps a mailbox's mail. */
export const MAIL_STORE = 'mail ?box(?:es)?|mail ?folder|mail file|in-?box|mail ?drop|maildir|account';

/** Said of a mailbox or its owner: no room left. */
export const FULL =
  "\\bfull\\b(?! (?:name|address|qualif|e-?mail))|over[- ]?(?:its |the |their |his |her |your )?(?:allowed |allotted |maximum |disk |mail |mailbox |storage )?(?:quota|size|limit\\b|allocat)|out of (?:\\w{1,10} )?(?:space|storage)|(?:size|storage|quota|space|disk|local) limit (?:was |has been |is )?(?:reached|ex?c?eeded)|quota (?:usage )?(?:has been |was |is )?(?:ex?c?eed(?:s|ed)?|full|reached)|exceed(?:s|ed|ing)?\\b.{0,30}(?:quota|storage|space|size|allowed)|no (?:more |free )?(?:disk |storage )?space|(?:not|n't) (?:have )?(?:enough|sufficient) (?:disk |free |storage )?space|used up|exhausted";

/** Said of a mailbox or its owner: shut, for good or for long. */
export const DISABLED =
  "\\b(?:disabled|in-?active|deactivated|de-activated|discontinued|terminated|suspended|frozen|cancell?ed|archived|retired|not (?:active|activated|enabled)|isn't active|is no longer active|no longer (?:valid|active|in service|(?:accept|receiv)\\w{0,4}(?! (?:e-?)?mails? from))|locked (?:due|out|because|for)|blocked (?:due to|because of|for) (?:inactiv|non)|(?:has|have|account|mailbox|user) (?:been closed|expired)|unable to receive|not (?:allowed|permitted|able) to receive (?:any )?(?:e-?)?mails?(?! from)|can(?:not|'t| not) receive|(?:in a|on) hold|does(?: not|n't) (?:accept|receive|take) (?:any )?(?:e-?)?mails?\\b(?! (?:from|with|without|unless|that|which|sent|via|by|over|to))|not accepting (?:any )?(?:e-?mails?|messages)(?! from))";
