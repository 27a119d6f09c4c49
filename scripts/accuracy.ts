/**
 * `npm run accuracy`: how the rules judge labelled replies, the parser labelled cells, and the flags labelled addresses; above
 * all those that nothing was written from; then the whole platform against the sandbox. What each set is worth says the
 * README beside it.
 */
import { readFileSync } from 'node:fs';
import { formatEndToEnd } from '../apps/cli/src/accuracy/formatEndToEnd.ts';
import { measureEndToEnd } from '../apps/cli/src/accuracy/measureEndToEnd.ts';
import { systemTerminal } from '../apps/cli/src/terminal/terminal.ts';
import { measureSyntax, type SyntaxScore } from '../packages/intake/src/index.ts';
import { formatSignals, measureSignals, type SignalScore } from '../packages/signals/src/index.ts';
import { formatAccuracy, measureAccuracy, readLabelledReplies } from '../packages/verdict/src/index.ts';

const REPLIES = [
  ['Real replies, labelled (data/replies.jsonl)', 'replies.jsonl'],
  ['Replies written after the wording of servers, used to mend the rules', 'writtenReplies.jsonl'],
  ['Replies held out: written last, nothing was mended for them', 'heldOutReplies.jsonl'],
] as const;

const replies = REPLIES.map(([title, file]) => {
  const path = new URL(`../packages/verdict/src/data/${file}`, import.meta.url);
  return formatAccuracy(title, measureAccuracy(readLabelledReplies(readFileSync(path, 'utf8'))));
});

const report = [...replies, describeSyntax(measureSyntax()), describeFlags(measureSignals())];
process.stdout.write(`${report.join('\n\n')}\n`);
process.stdout.write(`\n${formatEndToEnd(await measureEndToEnd(systemTerminal()))}\n`);

function describeSyntax({ cases, valid, right, wrong }: SyntaxScore): string {
  const head = `Syntax: ${right} of ${cases} cells right (${percent(right / cases)}); ${valid} of them are addresses`;
  return [head, ...wrong.map((line) => `  ${line}`)].join('\n');
}

function describeFlags(scores: readonly SignalScore[]): string {
  const wrong = scores.map(({ flag, wrong }) => `  ${flag}: ${wrong.length === 0 ? 'none' : wrong.join(', ')}`);
  return ['Flags', formatSignals(scores), 'misjudged:', ...wrong].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
