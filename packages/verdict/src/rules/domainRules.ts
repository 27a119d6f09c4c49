import type { Rule } from './rule.ts';

/** The server says that the whole domain is none of its own, or takes no mail. */
export const DOMAIN_RULES: readonly Rule[] = [
  {
    id: 'domain-not-found-softly',
    stages: ['rcpt'],
    codes: [450],
    enhanced: /^4\.1\.2$/,
    words: /recipient address rejected: domain not found/,
    meaning: 'domain_not_hosted_softly',
    reason: 'Postfix found no such domain in DNS, a 4xx unless told otherwise (unknown_address_reject_code)',
    example: '450 4.1.2 <user@example.com>: Recipient address rejected: Domain not found',
  },
  {
    id: 'domain-not-ours',
    stages: ['rcpt'],
    words:
      /\bdomain (?:~ |<> |name )?(?:is |was )?(?:not (?:hosted|configured|local|served|supported here|active|handled)|does(?: not|n't) accept|disabled|suspended|has (?:been suspended|null ?mx))|not (?:one of )?(?:our|my|hosted|a local|local|a hosted) domains?|null ?mx|does not accept (?:any )?(?:e-?)?mail for (?:this|that|the) domain|no (?:such )?(?:mail )?(?:service|hosting) for (?:this|that) domain|no mail-enabled subscription|no such domain at this location|does not (?:accept|handle) (?:any )?(?:e-?)?mail for ~|cannot find a valid mx for recipient domain|(?:do not|don't) host (?:that |this |the )?(?:domain|~)/,
    meaning: 'domain_not_hosted',
    reason: 'The server takes no mail for the domain',
    example: '556 5.1.10 Recipient address has null MX',
  },
  {
    id: 'domain-of-recipient',
    stages: ['rcpt'],
    words:
      /(?:recipient|rcpt|destination|mail ?box|user|<>).{0,60}(?:\bdomain (?:name )?(?:is |was )?(?:not (?:found|known|valid|recogni[sz]ed)|unknown|invalid|does(?: not|n't) exist)|(?:unknown|invalid|no such|bad) domain|\bhost (?:unknown|not found))|(?:unknown|invalid|no such|bad|unrouteable) (?:recipient|recipient's|destination|rcpt) domain|(?:unknown|invalid|no such|bad) domain (?:name )?(?:in|of|for) (?:the )?(?:recipient|destination|rcpt)/,
    meaning: 'domain_not_hosted',
    reason: 'The domain is unknown there, and it is the one of the recipient, not of the sender',
    example: '550 5.1.2 <user@example.com>: Recipient address rejected: Domain not found',
  },
  {
    id: 'domain-not-local',
    stages: ['rcpt'],
    codes: [551, 556],
    words: /\bdomain\b.{0,30}(?:not found|unknown|invalid|not exist)|(?:unknown|invalid|no such) domain/,
    meaning: 'domain_not_hosted',
    reason: 'Codes for recipients that are not local (RFC 5321 section 3.4) or take no mail (RFC 7504)',
    example: '551 5.7.1 Domain not found (#id-5.9.2)',
  },
  {
    id: 'domain-enhanced',
    stages: ['rcpt'],
    codes: '5xx',
    enhanced: /^5\.1\.(?:2|10)$/,
    meaning: 'domain_not_hosted',
    reason: 'Bad destination system (RFC 3463 X.1.2), or a domain that takes no mail (RFC 7505)',
    example: '550 5.1.2 <user@example.com>... Bad destination system address',
  },
];
