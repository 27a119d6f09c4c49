import type { Reply } from '@mailsift/smtp';
import { type About, factsOf, type Meaning, type Ruling } from '../meanings.ts';
import { RULES } from '../rules/allRules.ts';
import type { CodePattern, Rule } from '../rules/rule.ts';
import { makeReadable, markerOf, type Readable } from './readable.ts';

/** What one reply means by itself, at its stage. Whether a 2xx is believed is for `decide`. */
export interface RuleMatch extends Ruling {
  /** Id of the row that decided. */
  readonly rule: string;
  readonly meaning: Meaning;
  readonly about: About;
}

/** A reply is judged by whoever has to do with it: for its lane, its domain and its verdict. */
const judged = new WeakMap<Reply, RuleMatch>();
/** A server says the same to thousands; by all that rules look at. */
const judgedAlike = new Map<string, RuleMatch>();
/** Texts are up to 1,024 characters: 4 MB at most. Whoever never says the same twice only has the others judged anew. */
const MOST_ALIKE = 2_000;

/**
 * The meaning of one reply: the first row of the table that fits (stage, code, enhanced code, text). Never throws, and
 * always finds one. Only a reply at stage `rcpt` can be passed or failed.
 */
export function judgeReply(reply: Reply): RuleMatch {
  const known = judged.get(reply);
  if (known !== undefined) return known;
  const match = judgeAlike(reply);
  judged.set(reply, match);
  return match;
}

function judgeAlike(reply: Reply): RuleMatch {
  const key = `${reply.stage} ${reply.code} ${reply.enhancedCode} ${markerOf(reply)}`;
  const known = judgedAlike.get(key);
  if (known !== undefined) return known;
  if (judgedAlike.size >= MOST_ALIKE) judgedAlike.clear();
  const match = findRule(makeReadable(reply));
  judgedAlike.set(key, match);
  return match;
}

function findRule(readable: Readable): RuleMatch {
  const rule = RULES.find((candidate) => matches(candidate, readable));
  const meaning = rule?.meaning ?? 'unrecognised';
  const facts = factsOf(meaning);
  const ruling = isTemporary(readable.reply) ? facts.temporary : facts.permanent;
  return { rule: rule?.id ?? 'code-unrecognised', meaning, about: facts.about, ...ruling };
}

/** Whether every condition of a row holds. */
export function matches(rule: Rule, { reply, words, marker }: Readable): boolean {
  if (rule.stages !== undefined && !rule.stages.includes(reply.stage)) return false;
  if (rule.codes !== undefined && !hasCode(rule.codes, reply.code)) return false;
  if (rule.enhanced !== undefined && !rule.enhanced.test(reply.enhancedCode ?? '')) return false;
  if (rule.words !== undefined && !rule.words.test(words)) return false;
  return rule.marker === undefined || rule.marker.test(marker);
}

function hasCode(pattern: CodePattern, code: number): boolean {
  if (typeof pattern === 'string') return pattern.startsWith(String(Math.floor(code / 100)));
  return pattern.includes(code);
}

function isTemporary({ code }: Reply): boolean {
  return code >= 400 && code < 500;
}
