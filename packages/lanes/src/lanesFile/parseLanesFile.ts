import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { LanesFileProblem } from './lanesFileError.ts';
import { allowedKeys, type LanesFile, lanesFileSchema } from './lanesSchema.ts';

type Path = readonly PropertyKey[];
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly lineOf: (path: Path) => number | null }
  | { readonly ok: false; readonly problems: readonly LanesFileProblem[] };

/** Anchors may be used, but not to make a small file a large one. */
const MOST_ALIASES = 100;

/** Reads YAML (JSON is YAML too) into the rows of a lanes file; every mistake at once, each with its line. */
export function parseLanesFile(text: string): Parsed<LanesFile> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined) => (offset === undefined ? null : lines.linePos(offset).line);
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({ path: '', line: lineAt(pos[0]), message }));
    return { ok: false, problems };
  }
  const lineOf = (path: Path): number | null => {
    // A key that is missing has no place of its own: its parent's is told.
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node)) return lineAt(node.range?.[0]);
    }
    return null;
  };
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: MOST_ALIASES }) ?? {};
  } catch (error) {
    return { ok: false, problems: [{ path: '', line: null, message: error instanceof Error ? error.message : '' }] };
  }
  const parsed = lanesFileSchema.safeParse(content);
  if (parsed.success) return { ok: true, value: parsed.data, lineOf };
  const problems = parsed.error.issues.flatMap((issue) => toProblems(issue, lineOf));
  return { ok: false, problems };
}

function toProblems(issue: z.core.$ZodIssue, lineOf: (path: Path) => number | null): readonly LanesFileProblem[] {
  if (issue.code !== 'unrecognized_keys') {
    const message = issue.path.length === 0 ? 'must hold `lanes`, `tenants` or both' : issue.message;
    return [{ path: issue.path.join('.'), line: lineOf(issue.path), message }];
  }
  const allowed = allowedKeys(issue.path).join(', ');
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    return { path: path.join('.'), line: lineOf(path), message: `is not known; allowed here are ${allowed}` };
  });
}
