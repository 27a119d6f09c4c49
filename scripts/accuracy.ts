import { readFileSync } from 'node:fs';
import { formatAccuracy, isHeldOut, measureAccuracy, readLabelledReplies } from '../packages/verdict/src/index.ts';

/** `npm run accuracy`: how the rules judge real, labelled replies; above all those that no rule was written from. */
const file = new URL('../packages/verdict/src/data/replies.jsonl', import.meta.url);
const replies = readLabelledReplies(readFileSync(file, 'utf8'));
const fitted = replies.filter((reply) => !isHeldOut(reply));
const heldOut = replies.filter(isHeldOut);
const report = [
  formatAccuracy('Replies the rules were written from', measureAccuracy(fitted)),
  formatAccuracy('Replies held out', measureAccuracy(heldOut)),
];
process.stdout.write(`${report.join('\n\n')}\n`);
