import { inAllLanguages } from './languages.ts';
import type { Rule } from './rule.ts';

/** Refusals of MAIL FROM or of its domain, and demands on us: authentication, encryption, relaying. */
export const SENDER_RULES: readonly Rule[] = [
  {
    id: 'sender-authentication-record',
    words:
      /\b(?:spf|dkim|dmarc|arc|senderid)\b|sender (?:id|policy framework)|authentication (?:checks?|results?|information|level|failed)|(?:fails?|failed|pass|passing|multiple) authentication|unauthenticated (?:e-?mail|mail|message|sender)|anti-?spoof|spoof|not allowed to send (?:from|mail)|allow sending mails? from/,
    meaning: 'policy',
    reason: 'SPF, DKIM or DMARC of the sender domain',
    example: '550 5.7.26 <user@example.com>: Recipient address rejected: Multiple authentication checks failed',
  },
  {
    id: 'sender-spf-page',
    marker: /openspf|spf\.pobox|spf-?help/,
    meaning: 'policy',
    reason: 'Points to a page that explains SPF',
    example: '554 5.7.1 <user@example.com>: Recipient address rejected: Please see http://www.openspf.org/Why?s=mfrom',
  },
  {
    id: 'sender-rejected',
    words:
      /\bsender|\bsending (?:domain|address|e-?mail|user|account|from)|(?:send|sent|writing|used) from\b|mail from\b|\bmailfrom|\bfrom:? (?:address|domain|header|user|<>)|\(from\)|(?:return|reverse|reply)[- ]?(?:path|address)|originat(?:or|ing)|purported responsible|backscatter|\bbatv\b|bounce address|(?<!recipient )(?<!recipient address )\bverif(?:y|ication) failed(?! for (?:the )?recipient)|(?:can ?not|can't|could not|couldn't|unable to) verify (?!(?:the )?(?:recipient|user))|null (?:reverse|return)|your (?:domain|e-?mail (?:address|account|domain|server)|address(?! book)|account|mailbox|user|return)\b|non-?members?\b|members[- ]only|not subscribed|\bthis (?:mailing )?list\b|\bto (?:the|a) (?:mailing )?list\b|unsigned dsn|\bmessage sending\b|\bsending (?:for|is|was|has been)\b|mx or a\S{0,6} |resource record|\bno mx\b|\bthird-party dsn/,
    meaning: 'sender_rejected',
    reason: 'Speaks of the sender: its address, its domain, or whether it can be written back to',
    example:
      '550 5.1.8 <user@example.com>: Sender address rejected: undeliverable address: host said: 550 5.1.1 User unknown',
  },
  {
    id: 'sender-other-languages',
    words: inAllLanguages('sender'),
    meaning: 'sender_rejected',
    reason: 'The same in other languages',
    example: '550 5.1.1 Absender unbekannt',
  },
  {
    id: 'sender-enhanced',
    enhanced: /^[45]\.1\.[78]$/,
    meaning: 'sender_rejected',
    reason: "Bad sender's mailbox or system address (RFC 3463 X.1.7 and X.1.8)",
    example: '501 5.1.7 Invalid address',
  },
  {
    id: 'sender-said-inside',
    words: /said: [45]\d\d[ -]#?5\.7\.\d/,
    meaning: 'policy',
    reason: 'The host behind refused the question itself, not the recipient',
    example: '550 5.1.1 <user@example.com>: Recipient address rejected: undeliverable address: host said: 554 5.7.1 no',
  },
  {
    id: 'tls-demanded',
    words:
      /starttls|session encryption|encryption (?:is )?(?:required|needed|mandatory)|\b(?:tls|ssl)\b.{0,20}(?:required|mandatory|needed|only)|(?:require|must use|requires) (?:tls|ssl|encryption|a secure)/,
    meaning: 'tls_required',
    reason: 'The server talks only over TLS, and none was had',
    example: '550 5.7.1 Session encryption is required',
  },
  {
    id: 'auth-demanded',
    words:
      /authenticat(?:e|ion) (?:is )?(?:required|needed|first|before)|\bauth command|must (?:authenticate|be authenticated|login|log in)|not (?:authenticated|logged in)|please (?:authenticate|log ?in|login)|(?:requires?|without|need) (?:smtp[- ])?auth|pop[- ]?before|check(?:ed)? (?:for )?new mail|excessive authentication|credentials|\bpassword|\blogin\b|user authenticated/,
    meaning: 'auth_required',
    reason: 'The server takes us for one of its own users who has not logged in',
    example: '530 5.5.1 Invalid command: Must issue an AUTH command first',
  },
  {
    id: 'auth-code',
    codes: [530, 534, 535, 538],
    meaning: 'auth_required',
    reason: 'Codes of RFC 4954 section 6 for a missing login',
    example: '530 5.7.0 No',
  },
  {
    id: 'auth-enhanced',
    enhanced: /^[45]\.7\.(?:8|9|1[124])$/,
    meaning: 'auth_required',
    reason: 'Enhanced codes of RFC 4954 section 6 and RFC 5248 for logins',
    example: '550 5.7.8 Account not found',
  },
  {
    id: 'sender-authentication-enhanced',
    enhanced: /^[45]\.7\.(?:2[0-79]|3[0-2])$/,
    meaning: 'policy',
    reason: 'SPF, DKIM, reverse DNS and their like (RFC 7372, 7505; Google up to 5.7.32)',
    example: '550 5.7.23 Violation',
  },
  {
    id: 'relay-denied',
    words:
      /\brelay(?:ing|ed)?\b(?! recipient table|=)|\bcan ?not deliver mail for\b|not (?:a |an )?(?:permitted|allowed|authori[sz]ed) to (?:relay|send (?:to|through)|use)|(?:rcpthosts?\b|open relay|third[- ]party)|not local domain|rejected destination|we do not (?:accept|take|handle) mail for this/,
    meaning: 'relay_denied',
    reason:
      'The server takes us for someone who wants to send through it: wrong host or wrong set-up, no word of the mailbox',
    example: '550 Relaying denied (#5.7.1)',
  },
];
