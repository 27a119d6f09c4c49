import type { Rule } from './rule.ts';

/** What the numbers say where no words were understood. Last in the table: everything ends here. */
export const CODE_RULES: readonly Rule[] = [
  {
    id: 'code-enhanced-not-found',
    stages: ['rcpt'],
    codes: '5xx',
    enhanced: /^5\.(?:1\.[136]|2\.4)$/,
    meaning: 'not_found',
    reason:
      'Bad mailbox, bad syntax of one, moved away, or a list without members (RFC 3463 X.1.1, X.1.3, X.1.6, X.2.4)',
    example: '550 5.1.1 <user@example.com>',
  },
  {
    id: 'code-enhanced-disabled',
    stages: ['rcpt'],
    codes: '5xx',
    enhanced: /^5\.(?:2\.1|7\.13)$/,
    meaning: 'disabled',
    reason: 'The mailbox or account is disabled (RFC 3463 X.2.1, RFC 5248 X.7.13)',
    example: '525 5.7.13 not now',
  },
  {
    id: 'code-enhanced-full',
    stages: ['rcpt'],
    enhanced: /^[45]\.2\.2$/,
    meaning: 'full',
    reason: 'The mailbox is full (RFC 3463 X.2.2)',
    example: '552 5.2.2 sorry',
  },
  {
    id: 'code-enhanced-security',
    enhanced: /^[45]\.7\.\d{1,3}$/,
    meaning: 'policy',
    reason: 'Security or policy (RFC 3463 X.7.X): it is about the sender, whatever it says',
    example: '550 5.7.1 Not today',
  },
  {
    id: 'code-banner-refused',
    stages: ['banner', 'connect', 'ehlo'],
    codes: '5xx',
    meaning: 'blocked',
    reason: 'A server that refuses before it heard of a recipient refuses us',
    example: '521 5.3.2 Service currently unavailable',
  },
  {
    id: 'code-starttls-refused',
    stages: ['starttls'],
    meaning: 'tls_failed',
    reason: 'A server that offers STARTTLS and then refuses it has a fault of its own',
    example: '454 TLS not available due to temporary reason',
  },
  {
    id: 'code-mail-refused',
    stages: ['mail'],
    codes: '5xx',
    meaning: 'sender_rejected',
    reason: 'No recipient was named yet: the sender is refused',
    example: '550 Sorry',
  },
  {
    id: 'code-temporary',
    codes: '4xx',
    meaning: 'temporary_failure',
    reason: 'A 4xx says "not now" and nothing else (RFC 5321 section 4.2.1)',
    example: '451 Requested action aborted: local error in processing',
  },
  {
    id: 'code-unrecognised',
    meaning: 'unrecognised',
    reason: 'Most 5xx are about the sender, so one that is not understood says nothing of the mailbox',
    example: '550 Rejected',
  },
];
