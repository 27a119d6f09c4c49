import { readFileSync } from 'node:fs';
import { parseAddress } from './parseAddress.ts';

export interface SyntaxCase {
  readonly cell: string;
  /** Whether public mail can be addressed so. */
  readonly valid: boolean;
  /** The RFC section that says so, or what kind of cell it is. */
  readonly source: string;
}

export interface SyntaxScore {
  readonly cases: number;
  readonly valid: number;
  readonly right: number;
  /** What was answered wrongly: the cell, and the address or the reason that came out. */
  readonly wrong: readonly string[];
}

/** The labelled cells of `evaluation/syntax.jsonl`. Throws on a line that is none. */
export function readSyntaxCases(): SyntaxCase[] {
  const lines = readFileSync(new URL('../evaluation/syntax.jsonl', import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map(readCase);
}

function readCase(line: string): SyntaxCase {
  const read: unknown = JSON.parse(line);
  if (typeof read === 'object' && read !== null && 'cell' in read && 'valid' in read && 'source' in read) {
    const { cell, valid, source } = read;
    if (typeof cell === 'string' && typeof valid === 'boolean' && typeof source === 'string')
      return { cell, valid, source };
  }
  throw new Error(`${line.slice(0, 80)} is no labelled cell`);
}

/** How many labelled cells the parser takes for what they are. */
export function measureSyntax(cases: readonly SyntaxCase[] = readSyntaxCases()): SyntaxScore {
  const wrong = cases.flatMap(({ cell, valid }) => {
    const parsed = parseAddress(cell);
    return parsed.ok === valid ? [] : [`${JSON.stringify(cell)}: ${parsed.ok ? parsed.address : parsed.reason}`];
  });
  const valid = cases.filter((each) => each.valid).length;
  return { cases: cases.length, valid, right: cases.length - wrong.length, wrong };
}
