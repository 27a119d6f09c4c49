import type { Rule } from './rule.ts';

/** There is no such mailbox. Asked after everything about us, because the words are borrowed so often. */
export const NOT_FOUND_RULES: readonly Rule[] = [
  {
    id: 'not-found-behind',
    stages: ['rcpt'],
    codes: '4xx',
    words: /said: 55[0134] .{0,160}(?:unknown|no such|not found|does(?: not|n't) exist|invalid recipient|no mailbox)/,
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
      /unverified address|verification in progress|undeliverable address: (?:connect|lost|conversation|delivery temp)|\b(?:user|mail ?box|recipient|account|address)(?:'?s)? (?:server|database|service|store|host|look-?up|directory|backend|verification|check|table|map|information|validation|data)\b.{0,40}(?:unavailable|not available|not (?:be )?found|unknown|fail|error|problem|down|time|invalid)/,
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
    words:
      /(?:\b(?:user|mail ?box|account|recipient|addressee|address|alias|inbox|customer)(?:s|\(s\))?\b|<>|\])(?:[^.]|\.(?=\S)){0,60}?(?:\bunknown|not[- ]?found|(?:does|do|did|is|has) ?n[o']t? ?(?:currently )?exists?|does no exists?|\bnot exist|non-?exist|not known|\binvalid|is not (?:a )?valid|not recogni[sz]ed|no longer (?:on|exists|available|in use|here|with)|not (?:listed|registered|configured|present|defined|hosted|available|here|deliverable)|unavailable|unallocated|(?:can ?not|could not|can't|couldn't) be (?:found|resolved)|has (?:been replaced|moved|left)|not our customer|undeliverable|unrouteable|unroutable|never (?:existed|logged))/,
    meaning: 'not_found',
    reason: 'The recipient is said not to be there',
    example:
      '550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the address',
  },
  {
    id: 'not-found-adjective-first',
    stages: ['rcpt'],
    words:
      /\b(?:unknown|in-?valid|no such|no|not (?:a|an)|non-?existent|non-?existing|nonexistant|bad|unavailable|unrouteable|unroutable|undeliverable|incorrect|wrong|illegal|unallocated|unassigned|unrecogni[sz]ed|no valid|not valid|no matching|no existing)[ -](?:or illegal )?(?:such |valid |known |local |active |destination |mail |e-?mail |recipient |virtual |smtp |existing |final |account |user |mailbox )?['"]?(?:user|mail ?box|account|recipient|addressee|address|alias|inbox|rcpt)(?:s|\(s\))?\b|not our customer|user not local|validrcptto|badrcptto|mailbox name not allowed|^(?:#?5\.\d\.\d )?(?:no such person|invalid e-?mail)/,
    meaning: 'not_found',
    reason: 'The same the other way round',
    example: '550 5.1.1 Unknown User',
  },
  {
    id: 'not-found-other-words',
    stages: ['rcpt'],
    codes: '5xx',
    words:
      /does(?:n't| not) have (?:a|an) .{0,40}account|is not exist|nobody (?:here|by that)|who(?: is that| are you looking)|(?:no one|nobody) (?:here )?(?:with|by|has) (?:that|this) name|left (?:the )?(?:company|organi[sz]ation)|address not present|(?:can't|cannot) accept user|addresses were unknown|not found recipient|not listed in (?:public|domino)|no one at this address|badrecipientto|unable to find alias|unknown local[- ]part|missing home directory|not found in ldap|no such e-?mail|no longer (?:works|employed)|<> not local|could ?n[o']t find (?:a |the )?(?:mailbox|user)|^(?:#?5\.\d\.\d )?unrout(?:e)?able|not a valid e-?mail address|no such person/,
    meaning: 'not_found',
    reason: 'Other ways to say it',
    example: "554 delivery error: dd This user doesn't have a yahoo.com account (user@example.com)",
  },
];
