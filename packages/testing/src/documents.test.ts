import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readWorkspace } from './architecture/workspace.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md'] as const;

/** Of DESIGN section 9, as ARCHITECTURE.md lists them. */
const INVARIANTS = ['R1', 'R2', 'P1', 'C1', 'C2', 'V1', 'D1', 'D2', 'L1', 'L2', 'S1', 'S2', 'X1', 'B1'] as const;

describe('what is written down', () => {
  it.each(DOCUMENTS)('%s links to what exists', (document) => {
    const text = readFileSync(join(ROOT, document), 'utf8');
    const targets = Array.from(text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g), ([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([]);
  });

  it('names every invariant in a test', () => {
    const titles = readWorkspace(ROOT)
      .members.flatMap(({ files }) => files)
      .filter(({ path }) => path.endsWith('.test.ts'))
      .flatMap(({ text }) =>
        Array.from(text.matchAll(/\b(?:it|describe)(?:\.each\([^)]*\))?\(\s*'([^']*)'/g), ([, title]) => title),
      )
      .join('\n');
    const unnamed = INVARIANTS.filter((invariant) => !new RegExp(`\\b${invariant}\\b`).test(titles));
    expect(unnamed).toEqual([]);
  });
});
