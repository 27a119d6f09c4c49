import { inAllLanguages } from './languages.ts';
import type { Rule } from './rule.ts';

/** Limits of how much or how fast, under any code: waiting helps. */
export const RATE_RULES: readonly Rule[] = [
  {
    id: 'rate-hops',
    words:
      /too many hops|hop count|(?:mail|message|routing|forwarding) loop|(?<!undeliverable address: .{0,80})\bloops? back|loop detected/,
    meaning: 'server_error',
    reason: 'The mail would go round in circles behind the server: its set-up is at fault (RFC 3463 X.4.6)',
    example: '554 5.4.6 Too many hops 26 (25 max)',
  },
  {
    id: 'rate-unknown-recipients',
    words:
      /(?:too many|to many|excessive|exceeded|limit of|number of|maximum|many) .{0,30}(?:bad|invalid|unknown|non-?existent|wrong|failed?|rejected|undeliverable) (?:\w{1,12} )?(?:recipients?|users?|addresses|rcpts?)|(?:bad|invalid|unknown|non-?existent|wrong|failed|rejected) (?:recipients?|users?|address(?:es)?|rcpts?).{0,24}(?:limit|\bcount|threshold|exceeded|maximum|quota)|(?:recipients?|users?) unknown (?:limit|count|quota)/,
    meaning: 'rate_limited',
    reason:
      'We asked for too many addresses that do not exist; it says nothing of this one (Exim refuses the good ones too)',
    example: '550 Too many invalid recipients',
  },
  {
    id: 'rate-word',
    words:
      /\btoo (?:many|much(?! mail data)|fast|quick|quickly|often|frequent|frequently)\b(?! messages? (?:on|in) the)|\bto many\b|rate[- ]?limit|limit(?:ed|ing)? (?:the )?rate|(?:sending|message|mail|connection|delivery|hourly|daily) (?:rate|limit|frequency)|unusual (?:sending )?rate|(?:receiving|incoming|receive|accepted) rate|throttl|\bexcess(?:ive)?\b|slow(?:er| down)\b|concurren|temporarily (?:deferred|rate)|deferred due|(?:too )?high (?:volume|rate)|flood/,
    meaning: 'rate_limited',
    reason: 'Too many connections, recipients or messages in too short a time',
    example: '550 5.7.1 Too many messages',
  },
  {
    id: 'rate-quota-per-time',
    words:
      /(?:hourly|daily|monthly|look-?up|quer(?:y|ies)|requests?|per hour|per day|domains?|organi[sz]ation|queue|send|sending|messages?|connections?) (?:\w{1,12} )?(?:quota|limit)\b.{0,12}exceeded|exceeded .{0,40}(?:per (?:hour|day|minute|second)|limit of (?:messages|connections|recipients)|(?:maximum|max|allowed) (?:number of )?(?:connections|messages|sessions|recipients))|(?:message|connection|recipient|rcpt|session|look-?up|command|error|receiving|sending) (?:count |number |look-?up )?(?:limits?|maximum) (?:was |has been |is )?(?:reached|exceeded|hit)|\byou(?:r|'ve| have)\b.{0,24}(?:quota|limit\b|exceeded)|max(?:imum)? .{0,20}(?:connections?|messages?|sessions?|recipients?)\b.{0,20}(?:reached|exceeded|allowed)/,
    meaning: 'rate_limited',
    reason: 'A quota per hour, day or connection',
    example: '550 5.4.7 <user@example.com>: Recipient address rejected: Recipients Domain Daily Quota Exceeded',
  },
  {
    id: 'rate-per-time',
    words:
      /^(?=.{0,1024}(?:quota|limit|exceed|many|much|max)).{0,1024}\b(?:per|this|last|past|each|every|an|one) (?:hour|day|minute|second)/,
    meaning: 'rate_limited',
    reason: 'So much in such a time',
    example: '450 4.2.1 mailbox has received its maximum of mail in the last hour',
  },
  {
    id: 'rate-other-languages',
    words: inAllLanguages('rate'),
    meaning: 'rate_limited',
    reason: 'The same in other languages',
    example: '421 4.2.1 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration.',
  },
  {
    id: 'rate-split',
    codes: '4xx',
    words: /split transaction|multiple destination domains|domain policy size|one recipient (?:at a time|only|per)/,
    meaning: 'rate_limited',
    reason: 'Wants this recipient in a transaction of its own, later',
    example: '450 Split transaction, retry soon',
  },
  {
    id: 'rate-code',
    codes: '4xx',
    enhanced: /^4\.(?:5\.3|7\.28)$/,
    meaning: 'rate_limited',
    reason: 'Too many recipients, or a mail flood (RFC 3463 X.5.3, RFC 7372 X.7.28)',
    example: '452 4.5.3 Later',
  },
];
