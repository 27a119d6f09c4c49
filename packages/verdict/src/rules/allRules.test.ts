import { describe, expect, it } from 'vitest';
import { judgeReply } from '../match/judgeReply.ts';
import { readQuotedReply } from '../match/readQuotedReply.ts';
import { factsOf } from '../meanings.ts';
import { RULES } from './allRules.ts';
import { unboundedPart } from './boundedPattern.fixture.ts';

const mayFail = RULES.filter(({ meaning }) => {
  const { permanent, temporary } = factsOf(meaning);
  return permanent.status !== 'unknown' || temporary.status !== 'unknown';
});

describe('the table of rules', () => {
  it('names every rule once, in words that can be saved', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s decides its own example', (id, rule) => {
    const match = judgeReply(readQuotedReply(rule.example, rule.stages?.[0] ?? 'rcpt'));
    expect(match).toMatchObject({ rule: id, meaning: rule.meaning });
  });

  it.each(mayFail.map((rule) => [rule.id, rule] as const))(
    '%s, which may pass or fail, is for RCPT alone',
    (_id, rule) => {
      expect(rule.stages).toEqual(['rcpt']);
    },
  );

  it('ends with a row that every reply matches, and gives nobody a verdict', () => {
    expect(RULES.at(-1)).toMatchObject({ id: 'code-unrecognised', meaning: 'unrecognised' });
    expect(Object.keys(RULES.at(-1) ?? {}).sort()).toEqual(['example', 'id', 'meaning', 'reason']);
  });

  it('has no pattern whose work is unbounded', () => {
    const patterns = RULES.flatMap(({ enhanced, words, marker }) => [enhanced, words, marker]);
    const found = patterns
      .filter((pattern) => pattern !== undefined)
      .map((pattern) => [pattern, unboundedPart(pattern)]);
    expect(found.filter(([, problem]) => problem !== null)).toEqual([]);
  });

  it.each([/a*/, /a+/, /a{2,}/, /(?:a{1,3}b){0,9}/, /(?:ab?){2,9}/, /a{0,5000}/])('would not let %s in', (pattern) => {
    expect(unboundedPart(pattern)).not.toBeNull();
  });

  it('gives a reason in a sentence for each', () => {
    expect(RULES.filter(({ reason }) => reason.length < 5 || reason.length > 160)).toEqual([]);
  });
});
