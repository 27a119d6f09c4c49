import { posix } from 'node:path';
import { IMPORT_TABLE, RESTRICTIONS } from './importTable.ts';
import { type Import, scanImports } from './scanImports.ts';
import { isTestFile, type Member, type SourceFile } from './workspace.ts';

const SCOPE = '@mailsift/';
const FOR_TESTS = ['testing', 'sandbox'];

/** What is wrong with the imports of a package: one sentence each, beginning with the file and line. */
export function checkImports(member: Member): string[] {
  return member.files.flatMap((file) =>
    scanImports(file.text).flatMap((found) =>
      [wrongDirection, innerPath, outOfPackage, restricted].flatMap((rule) =>
        rule(found, file, member).map((problem) => `${file.path}:${found.line}: ${problem}`),
      ),
    ),
  );
}

function wrongDirection(found: Import, file: SourceFile, { folder }: Member): string[] {
  if (!found.specifier.startsWith(SCOPE)) return [];
  const target = found.specifier.slice(SCOPE.length).split('/')[0] ?? '';
  const allowed = IMPORT_TABLE[folder];
  if (allowed === undefined) return [`${folder} has no row in importTable.ts`];
  if (allowed.packages.includes(target)) return [];
  const own = folder.split('/')[1] ?? '';
  if (isTestFile(file.path) && [...FOR_TESTS, own].includes(target)) return [];
  if (allowed.typesOnly?.includes(target)) {
    return found.typesOnly ? [] : [`${folder} may import types only from ${target} (import type)`];
  }
  return [`${folder} may not import ${target}`];
}

function innerPath(found: Import): string[] {
  const inner = found.specifier.startsWith(SCOPE) && found.specifier.split('/').length > 2;
  return inner ? [`${found.specifier} is inside another package; import the package itself`] : [];
}

function outOfPackage(found: Import, file: SourceFile, { folder }: Member): string[] {
  if (!found.specifier.startsWith('.')) return [];
  const target = posix.join(posix.dirname(file.path), found.specifier);
  return target.startsWith(`${folder}/`) || isCommandStart(file.path) ? [] : [`${found.specifier} leaves the package`];
}

/** The command loads the source loader by its path, before any package can be resolved to source. */
function isCommandStart(path: string): boolean {
  return path === 'apps/cli/bin/mailsift.mjs';
}

function restricted(found: Import, file: SourceFile): string[] {
  if (isTestFile(file.path) || found.typesOnly) return [];
  return RESTRICTIONS.filter(
    ({ modules, only, harmless }) =>
      modules.includes(found.specifier) &&
      !only.some((prefix) => file.path.startsWith(prefix)) &&
      !(found.names?.every((name) => harmless?.includes(name)) ?? false),
  ).map(({ only, why }) => `${found.specifier} belongs to ${only.join(', ')} (${why})`);
}
