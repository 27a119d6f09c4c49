import { ACCEPTED_RULES } from './acceptedRules.ts';
import { CLIENT_RULES } from './clientRules.ts';
import { CODE_RULES } from './codeRules.ts';
import { CONTENT_RULES } from './contentRules.ts';
import { DISABLED_RULES } from './disabledRules.ts';
import { DOMAIN_RULES } from './domainRules.ts';
import { FULL_RULES } from './fullRules.ts';
import { GREYLIST_RULES } from './greylistRules.ts';
import { DISABLED_LANGUAGE_RULES, FULL_LANGUAGE_RULES, NOT_FOUND_LANGUAGE_RULES } from './languageRules.ts';
import { NOT_FOUND_RULES } from './notFoundRules.ts';
import { POLICY_RULES } from './policyRules.ts';
import { PROVIDER_RULES } from './providerRules.ts';
import { RATE_RULES } from './rateRules.ts';
import { REFUSAL_RULES } from './refusalRules.ts';
import type { Rule } from './rule.ts';
import { SENDER_RULES } from './senderRules.ts';
import { SERVER_RULES } from './serverRules.ts';

/**
 * The table, in the order in which it is asked: what only one provider says; what is about us, since it borrows the
 * words of everything else; then what is about the mailbox; then what the codes say by themselves.
 */
export const RULES: readonly Rule[] = [
  ...ACCEPTED_RULES,
  ...PROVIDER_RULES,
  ...GREYLIST_RULES,
  ...CLIENT_RULES,
  ...SENDER_RULES,
  ...REFUSAL_RULES,
  ...RATE_RULES,
  ...CONTENT_RULES,
  ...FULL_RULES,
  ...FULL_LANGUAGE_RULES,
  ...DOMAIN_RULES,
  ...DISABLED_RULES,
  ...DISABLED_LANGUAGE_RULES,
  ...SERVER_RULES,
  ...NOT_FOUND_RULES,
  ...NOT_FOUND_LANGUAGE_RULES,
  ...POLICY_RULES,
  ...CODE_RULES,
];
