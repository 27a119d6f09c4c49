import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkDependencies } from './architecture/dependencyRules.ts';
import { checkFile } from './architecture/fileRules.ts';
import { checkImports } from './architecture/importRules.ts';
import { IMPORT_TABLE } from './architecture/importTable.ts';
import { readWorkspace } from './architecture/workspace.ts';

const workspace = readWorkspace(fileURLToPath(new URL('../../..', import.meta.url)));

describe('the architecture', () => {
  it('covers every package and app', () => {
    expect(workspace.members.length).toBeGreaterThan(10);
    expect(
      workspace.members.map(({ folder }) => folder).filter((folder) => IMPORT_TABLE[folder] === undefined),
    ).toEqual([]);
  });

  it.each(workspace.members)('$folder imports only what it may', (member) => {
    expect(checkImports(member)).toEqual([]);
  });

  it.each(workspace.members)('$folder keeps to the rules for files', (member) => {
    expect(member.files.flatMap(checkFile)).toEqual([]);
  });

  it.each(workspace.members)('$folder lists what it imports and imports what it lists', (member) => {
    expect(checkDependencies(member, workspace.rootDevDependencies)).toEqual([]);
  });
});
