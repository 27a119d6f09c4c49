import { LANGUAGES, type Language } from './languages.ts';
import { near } from './near.ts';
import type { Rule } from './rule.ts';

/** As far apart as a noun and what is said of it stand in one sentence. */
const REACH = 40;

/** "Full", "disabled" and "not found" in each language: made of the table in `languages.ts`. */
export const FULL_LANGUAGE_RULES: readonly Rule[] = LANGUAGES.map((language) => ({
  id: `full-${language.id}`,
  stages: ['rcpt'],
  words: new RegExp(`${near(language.mailbox, language.full, REACH)}|${language.quota}`),
  meaning: 'full',
  reason: `Full, in ${language.name}`,
  example: language.examples.full,
}));

export const DISABLED_LANGUAGE_RULES: readonly Rule[] = LANGUAGES.map((language) => ({
  id: `disabled-${language.id}`,
  stages: ['rcpt'],
  words: new RegExp(near(language.mailbox, language.disabled, REACH)),
  meaning: 'disabled',
  reason: `Disabled, in ${language.name}`,
  example: language.examples.disabled,
}));

export const NOT_FOUND_LANGUAGE_RULES: readonly Rule[] = LANGUAGES.map((language) => ({
  id: `not-found-${language.id}`,
  stages: ['rcpt'],
  words: new RegExp(missing(language)),
  meaning: 'not_found',
  reason: `No such mailbox, in ${language.name}`,
  example: language.examples.missing,
}));

function missing({ mailbox, missing, noSuch }: Language): string {
  const said = near(mailbox, missing, REACH);
  return noSuch === undefined ? said : `${said}|${noSuch}`;
}
