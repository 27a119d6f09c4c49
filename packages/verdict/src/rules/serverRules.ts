import { inAllLanguages } from './languages.ts';
import type { Rule } from './rule.ts';

/** The server has a fault of its own, or means "later": asked before the not-found words that it borrows. */
export const SERVER_RULES: readonly Rule[] = [
  {
    id: 'server-later',
    words:
      /(?<!(?:check|verify|correct) .{0,40}and )\btry (?:again|it again|later|another)|(?:come|call) back|retry later|temporar(?:y|ily)|at (?:this time|the moment)|currently (?:unavailable|not)|not available (?:right )?now|later/,
    codes: '5xx',
    stages: ['rcpt', 'mail'],
    meaning: 'temporary_failure',
    reason: 'A 5xx that says "later" means a 4xx',
    example: '550 Temporary failure, please try again later',
  },
  {
    id: 'server-later-other-languages',
    words: inAllLanguages('later'),
    codes: '5xx',
    stages: ['rcpt', 'mail'],
    meaning: 'temporary_failure',
    reason: 'The same in other languages',
    example: '550 Service indisponible, veuillez essayer plus tard',
  },
  {
    id: 'server-enhanced',
    stages: ['rcpt', 'mail'],
    codes: '5xx',
    enhanced: /^5\.3\.[235]$/,
    meaning: 'server_error',
    reason: 'The mail system takes no mail, lacks a feature or is set up wrongly (RFC 3463 X.3.2, X.3.3, X.3.5)',
    example: '550 5.3.5 mailbox configuration invalid',
  },
  {
    id: 'server-fault',
    codes: '5xx',
    stages: ['rcpt', 'mail'],
    words:
      /internal (?:server )?error|server error|(?:system|configuration|database|ldap|lookup|dns) (?:error|failure|problem)|local error|timed? ?out|connection refused|lost connection|misconfigur|unable to (?:process|route|connect)|insufficient permission|routing error|no answer from host/,
    meaning: 'server_error',
    reason: 'A fault behind the server: of its disk, its directory or its network',
    example: '550 5.0.0 <user@example.com>... Insufficient permission',
  },
];
