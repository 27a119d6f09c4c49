import { readFileSync } from 'node:fs';
import type { Flag } from './addressSignals.ts';

/** A labelled case: `expected` is the flag, or for `typo` the domain that was meant (null where nothing was mistyped). */
export interface EvaluationCase {
  readonly local?: string;
  readonly domain?: string;
  readonly mxHosts?: readonly string[];
  readonly frequentDomains?: readonly string[];
  readonly expected: boolean | string | null;
  /** Who says so. */
  readonly source: string;
}

/** The labelled cases of a flag, from `evaluation/<flag>.jsonl`. Throws with the line that is none. */
export function readEvaluation(flag: Flag): EvaluationCase[] {
  const file = new URL(`../evaluation/${flag}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, at) => {
      const parsed: unknown = JSON.parse(line);
      if (!isCase(parsed)) throw new Error(`${file.pathname}:${at + 1} is no labelled case`);
      return parsed;
    });
}

function isCase(value: unknown): value is EvaluationCase {
  if (typeof value !== 'object' || value === null) return false;
  if (!('expected' in value) || !('source' in value) || typeof value.source !== 'string') return false;
  const { expected } = value;
  if (expected !== null && typeof expected !== 'boolean' && typeof expected !== 'string') return false;
  const hasText = ['local', 'domain'].some((key) => typeof Reflect.get(value, key) === 'string');
  const lists = ['mxHosts', 'frequentDomains'].map((key): unknown => Reflect.get(value, key));
  return hasText && lists.every((list) => list === undefined || isTextList(list));
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
