import { describe, expect, it } from 'vitest';
import { checkDependencies } from './dependencyRules.ts';
import { checkFile } from './fileRules.ts';
import { checkImports } from './importRules.ts';
import { scanImports } from './scanImports.ts';
import type { Member } from './workspace.ts';

/** A package with one file, as if it were on disk. */
function madeUp(path: string, text: string, manifest: Partial<Member['manifest']> = {}): Member {
  const folder = path.split('/').slice(0, 2).join('/');
  const empty = {
    name: `@mailsift/${folder.split('/')[1]}`,
    dependencies: {},
    devDependencies: {},
    optionalDependencies: {},
  };
  return { folder, manifest: { ...empty, ...manifest }, files: [{ path, text }] };
}

const problemsOf = (path: string, text: string) => checkImports(madeUp(path, text));
const fileProblems = (path: string, text: string) => checkFile({ path, text });

describe('the import scanner', () => {
  it('finds every form of import and its names', () => {
    const found = scanImports(
      [
        `import { a, type B, c as d } from 'one';`,
        `import type { E } from 'two';`,
        `import f, { g } from "three";`,
        `import * as h from 'four';`,
        `import 'five';`,
        `export { i } from './six.ts';`,
        `export * from './seven.ts';`,
        `import {\n  j,\n  k,\n} from 'eight';`,
        `const l = await import('nine');`,
        `import { type M } from 'ten';`,
      ].join('\n'),
    );
    expect(found.map(({ specifier, names, typesOnly }) => [specifier, names, typesOnly])).toEqual([
      ['one', ['a', 'c'], false],
      ['two', ['E'], true],
      ['three', null, false],
      ['four', null, false],
      ['five', null, false],
      ['./six.ts', ['i'], false],
      ['./seven.ts', null, false],
      ['eight', ['j', 'k'], false],
      ['ten', [], true],
      ['nine', null, false],
    ]);
    expect(found.find(({ specifier }) => specifier === 'eight')?.line).toBe(8);
  });

  it('is not misled by comments, by exports of values, or by addresses with //', () => {
    const source = [
      `// import { a } from 'commented';`,
      `/*\nimport { b } from 'blocked';\n*/`,
      `export const from = 'value';`,
      `export type Kind = 'one' | 'two';`,
      `export function call(where = 'here') {}`,
      `const address = 'http://host/'; const later = import('found');`,
    ].join('\n');
    expect(scanImports(source).map(({ specifier }) => specifier)).toEqual(['found']);
  });
});

describe('the import rules turn red on', () => {
  it.each([
    ['a package above', 'packages/smtp/src/a.ts', `import { x } from '@mailsift/lanes';`, 'may not import lanes'],
    ['an app', 'packages/lists/src/a.ts', `import { x } from '@mailsift/api';`, 'may not import api'],
    ['an app in an app', 'apps/api/src/a.ts', `import { x } from '@mailsift/worker';`, 'may not import worker'],
    [
      'the harness in production',
      'apps/api/src/a.ts',
      `import { x } from '@mailsift/testing';`,
      'may not import testing',
    ],
    [
      'values where only types may go',
      'packages/verdict/src/a.ts',
      `import { x } from '@mailsift/lanes';`,
      'types only',
    ],
    ['a late import', 'packages/smtp/src/a.ts', `const x = await import('@mailsift/lanes');`, 'may not import lanes'],
    [
      'an inner path',
      'packages/lanes/src/a.ts',
      `import { x } from '@mailsift/smtp/src/b.ts';`,
      'inside another package',
    ],
    [
      'a path out of the package',
      'packages/lanes/src/a.ts',
      `import { x } from '../../smtp/src/b.ts';`,
      'leaves the package',
    ],
    ['bullmq', 'apps/worker/src/a.ts', `import { Queue } from 'bullmq';`, 'bullmq belongs to packages/queues/'],
    ['express', 'apps/worker/src/a.ts', `import express from 'express';`, 'express belongs to apps/api/'],
    ['a socket', 'packages/lanes/src/a.ts', `import { connect, isIP } from 'node:net';`, 'node:net belongs to'],
    ['all of node:net', 'packages/lanes/src/a.ts', `import net from 'node:net';`, 'node:net belongs to'],
    ['DNS', 'apps/cli/src/a.ts', `import { resolveMx } from 'node:dns/promises';`, 'node:dns/promises belongs to'],
    ['an unknown package', 'packages/new/src/a.ts', `import { x } from '@mailsift/smtp';`, 'has no row'],
  ])('%s', (_what, path, text, problem) => {
    expect(problemsOf(path, text)).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['a package below', 'packages/lanes/src/a.ts', `import { x } from '@mailsift/smtp';`],
    ['types where only types may go', 'packages/verdict/src/a.ts', `import type { X } from '@mailsift/lanes';`],
    ['the harness in a test', 'packages/smtp/src/a.test.ts', `import { x } from '@mailsift/testing';`],
    ['its own public face in a test', 'packages/smtp/src/a.test.ts', `import { x } from '@mailsift/smtp';`],
    ['the apps in the command', 'apps/cli/src/a.ts', `import { x } from '@mailsift/worker';`],
    ['a look at an address', 'packages/intake/src/a.ts', `import { isIP } from 'node:net';`],
    ['the type of a socket', 'packages/lanes/src/a.ts', `import type { Socket } from 'node:net';`],
    ['a sibling', 'packages/lanes/src/b/a.ts', `import { x } from '../c.ts';`],
  ])('and not on %s', (_what, path, text) => {
    expect(problemsOf(path, text)).toEqual([]);
  });
});

describe('the file rules turn red on', () => {
  it.each([
    ['a vague file', 'packages/smtp/src/utils.ts', '', 'does not say what is in it'],
    ['a vague folder', 'packages/smtp/src/helpers/parse.ts', '', 'does not say what is in it'],
    ['a long file', 'packages/smtp/src/a.ts', 'a;\n'.repeat(301), '301 lines'],
    ['the environment', 'apps/api/src/a.ts', 'const a = process.env;', 'reads the environment'],
    ['the environment by name', 'apps/api/src/a.ts', `const a = process['env'];`, 'reads the environment'],
    ['the environment in pieces', 'apps/api/src/a.ts', 'const { env } = process;', 'reads the environment'],
    ['the environment by import', 'apps/api/src/a.ts', `import { env } from 'node:process';`, 'reads the environment'],
    ['a star', 'packages/smtp/src/a.ts', `export * from './b.ts';`, 'export *'],
    ['a named star', 'packages/smtp/src/a.ts', `export * as b from './b.ts';`, 'export *'],
    ['a missing extension', 'packages/smtp/src/a.ts', `import { b } from './b';`, 'lacks its extension'],
    [
      'logic in an index',
      'packages/smtp/src/index.ts',
      `export { a } from './a.ts';\nexport const b = 1;`,
      'only exports',
    ],
  ])('%s', (_what, path, text, problem) => {
    expect(fileProblems(path, text)).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['a table', 'packages/signals/src/data/roles.ts', 'a;\n'.repeat(500)],
    ['a file of 300 lines', 'packages/smtp/src/a.ts', 'a;\n'.repeat(300)],
    ['the environment in runtime', 'packages/runtime/src/a.ts', 'const a = process.env;'],
    ['words about the environment', 'apps/api/src/a.ts', `// not process.env\nconst a = 'process.env';`],
    [
      'an index',
      'packages/smtp/src/index.ts',
      `/** All. */\nexport { a, type B } from './a.ts';\nexport type { C } from './c.ts';`,
    ],
    ['a library by name', 'packages/smtp/src/calibration.ts', ''],
  ])('and not on %s', (_what, path, text) => {
    expect(fileProblems(path, text)).toEqual([]);
  });
});

describe('the dependency rules turn red on', () => {
  it('an import that is not listed, and a listing that is not imported', () => {
    const member = madeUp('packages/smtp/src/a.ts', `import { z } from 'zod';\nimport { join } from 'node:path';`, {
      dependencies: { ioredis: '1' },
    });
    expect(checkDependencies(member, [])).toEqual([
      'packages/smtp/package.json: zod is imported and not listed in dependencies',
      'packages/smtp/package.json: ioredis is listed in dependencies and never imported',
    ]);
  });

  it('a test that leans on what only another package lists', () => {
    const member = madeUp('packages/smtp/src/a.test.ts', `import { it } from 'vitest';\nimport x from 'undici';`);
    expect(checkDependencies(member, ['vitest'])).toEqual([
      'packages/smtp/package.json: undici is imported by a test and not listed',
    ]);
  });

  it('and not on scoped paths, types of what is used, and itself', () => {
    const member = madeUp(
      'apps/api/src/a.ts',
      `import x from 'express/lib/x';\nimport { y } from '@scope/name/inner';`,
      {
        dependencies: { express: '1', '@scope/name': '1' },
        devDependencies: { '@types/express': '1' },
      },
    );
    expect(checkDependencies(member, [])).toEqual([]);
  });
});
