import type { Environment } from './parseEnv.ts';
import { variables } from './variables.ts';

/** Shorter names (HOST, PORT) are one letter away from too many words. */
const SHORTEST = 8;
const LARGEST_DISTANCE = 2;

/** Variables that are probably ours and wrongly spelled, such as `SMPT_PORT`: one sentence each, for a warning. */
export function findMisspelled(source: Environment = process.env): string[] {
  const known = Object.keys(variables.shape);
  return Object.keys(source)
    .filter((name) => name.length >= SHORTEST && name.length <= 64 && !known.includes(name))
    .flatMap((name) => {
      const meant = known.find((ours) => ours.length >= SHORTEST && distance(name, ours) <= LARGEST_DISTANCE);
      return meant === undefined
        ? []
        : [`${name} is not a variable of mailsift and is ignored; did you mean ${meant}?`];
    });
}

/** Levenshtein: single letters added, removed or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const change = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
