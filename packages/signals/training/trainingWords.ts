import { readFileSync } from 'node:fs';
import { asianNames } from './asianSyllables.ts';
import type { Weighted } from './trainTrigrams.ts';

const NAMES = ['english', 'romance', 'germanic', 'slavic', 'asia', 'africaAndGreece'];

/** Names weigh more than words: that is what local parts are made of. The syllable names are many, so each weighs little. */
const NAME_WEIGHT = 3;
const WORD_WEIGHT = 2;
const PAIR_WEIGHT = 1;
const SYLLABLE_WEIGHT = 0.2;

/** A stride without common factors with the lists' lengths, so that each name meets a few others. */
const PARTNER_STRIDE = 37;

/** Everything the model learns from: names and words of `words/`, both run together in pairs, and names built of syllables. */
export function trainingWords(): Weighted[] {
  const lists = NAMES.map(readWords);
  const words = readWords('words');
  return [
    ...lists.flatMap((list) => list.map((word): Weighted => [word, NAME_WEIGHT])),
    ...lists.flatMap((list) => list.map((word, at): Weighted => [word + partner(list, at), PAIR_WEIGHT])),
    ...words.map((word): Weighted => [word, WORD_WEIGHT]),
    ...words.map((word, at): Weighted => [word + partner(words, at), PAIR_WEIGHT]),
    ...asianNames().map((word): Weighted => [word, SYLLABLE_WEIGHT]),
  ];
}

function readWords(name: string): string[] {
  const text = readFileSync(new URL(`words/${name}.txt`, import.meta.url), 'utf8');
  return [...new Set(text.split(/\s+/).filter((word) => word !== ''))];
}

function partner(list: readonly string[], at: number): string {
  return list[(at * PARTNER_STRIDE + 1) % list.length] ?? '';
}
