import { isBuiltin } from 'node:module';
import { UNNAMED_DEPENDENCIES } from './importTable.ts';
import { scanImports } from './scanImports.ts';
import { isTestFile, type Member } from './workspace.ts';

/** What a package imports and what its manifest lists must agree, both ways. */
export function checkDependencies(member: Member, rootDevDependencies: readonly string[]): string[] {
  const { folder, manifest } = member;
  const listed = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const development = Object.keys(manifest.devDependencies);
  const production = importedPackages(member, false);
  const tests = importedPackages(member, true);
  const own = (name: string) => name === manifest.name;
  const forTests = [...listed, ...development, ...rootDevDependencies, '@mailsift/testing', '@mailsift/sandbox'];
  const unnamed = UNNAMED_DEPENDENCIES[folder] ?? [];
  return [
    ...production
      .filter((name) => !listed.includes(name) && !own(name))
      .map((name) => `${folder}/package.json: ${name} is imported and not listed in dependencies`),
    ...tests
      .filter((name) => !forTests.includes(name) && !own(name))
      .map((name) => `${folder}/package.json: ${name} is imported by a test and not listed`),
    ...listed
      .filter((name) => !production.includes(name) && !unnamed.includes(name))
      .map((name) => `${folder}/package.json: ${name} is listed in dependencies and never imported`),
    ...development
      .filter((name) => !usesDevelopment(name, [...production, ...tests]))
      .map((name) => `${folder}/package.json: ${name} is listed in devDependencies and never used`),
  ];
}

function importedPackages({ files }: Member, inTests: boolean): string[] {
  const names = files
    .filter((file) => isTestFile(file.path) === inTests)
    .flatMap((file) => scanImports(file.text))
    .map(({ specifier }) => specifier)
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
    .map(packageOf);
  return [...new Set(names)];
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function usesDevelopment(name: string, imported: readonly string[]): boolean {
  return imported.includes(name.replace(/^@types\//, '')) || name === '@types/node';
}
