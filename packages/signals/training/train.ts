import { writeFileSync } from 'node:fs';
import { trainingWords } from './trainingWords.ts';
import { trainTrigrams } from './trainTrigrams.ts';

const encoded = Buffer.from(trainTrigrams(trainingWords())).toString('base64');
const lines = encoded.match(/.{1,100}/g) ?? [];
const source = [
  '/** Made by `training/train.ts` of the lists in `training/words`; see `trigramModel.ts` for what the bytes mean. */',
  'export const TRIGRAM_COSTS = [',
  ...lines.map((line) => `  '${line}',`),
  "].join('');",
  '',
].join('\n');
writeFileSync(new URL('../src/data/trigramCosts.ts', import.meta.url), source);
