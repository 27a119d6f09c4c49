import type { Rule } from './rule.ts';

/** Words of refusal that no missing mailbox has beside it, whoever is meant: asked before the words about mailboxes. */
export const REFUSAL_RULES: readonly Rule[] = [
  {
    id: 'refusal-policy',
    words: /\bpolic(?:y|ies)\b/,
    meaning: 'policy',
    reason:
      'A policy is against it; "mailbox unavailable" beside it is only the standard text of 550 (RFC 5321 section 4.2.3)',
    example: '550 Requested action not taken: mailbox unavailable. Reject due to policy restrictions.',
  },
  {
    id: 'refusal-outsider',
    words:
      /\b(?:external|outside|outsiders?|strangers|non-local|unauthenticated)\b|internal (?:use|users?|only|mail|senders?)|(?:known|approved|trusted|authori[sz]ed|local|internal|allowed) (?:senders?|contacts|users only)|\bprivate\b(?!\/)/,
    meaning: 'policy',
    reason: 'The recipient takes mail, though not from everybody',
    example: '550 This address does not accept external mail',
  },
  {
    id: 'refusal-named',
    words:
      /\baccess denied\b|\bbanned\b|prohibition|administratively prohibited|forbidden|intrusion|\battack|\bprob(?:e|ing)\b|harvest|open proxy|(?:unknown|bad) (?:mail ?)?server\b|\bbad (?:host|ip)\b|unacceptable|\bcompliant|restricted|(?:has|have) blocked (?!(?:his|her|their) )|blocked (?:you|your)\b|\bfiltered\b|not authori[sz]ed|not trusted|you do(?:n't| not) exist|\bfilter .{0,16}(?:reject|refus)|verification attempts?|verify yourself|confirm yourself/,
    meaning: 'policy',
    reason: 'Refused, banned or taken for an attack: what is said of a mailbox beside it may be a pretext',
    example: '550 Access denied',
  },
];
