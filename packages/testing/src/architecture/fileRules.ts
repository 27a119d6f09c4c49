import { ENVIRONMENT_READER, LONG_FILES, MOST_LINES } from './importTable.ts';
import { blankComments, scanImports } from './scanImports.ts';
import { isTestFile, type SourceFile } from './workspace.ts';

const VAGUE = /^(?:utils?|helpers?|common|libs?|misc|shared)$/i;
/** `?raw`: the file as text, as Vite reads it. */
const EXTENSION = /\.(?:ts|tsx|mts|mjs|json|css|svg)(?:\?raw)?$/;

const READS_ENVIRONMENT = [
  /\bprocess\s*(?:\?\.|\.)\s*env\b/,
  /\bprocess\s*(?:\?\.)?\[/,
  /\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/,
];

/** What is wrong with a file by itself: one sentence each, beginning with its path. */
export function checkFile(file: SourceFile): string[] {
  return [vagueName, tooLong, environment, starExport, bareRelative, indexLogic].flatMap((rule) => rule(file));
}

function vagueName({ path }: SourceFile): string[] {
  const vague = path.split('/').filter((part) => VAGUE.test(part.replace(/\..*$/, '')));
  return vague.map((part) => `${path}: "${part}" does not say what is in it`);
}

function tooLong({ path, text }: SourceFile): string[] {
  const lines = text.replace(/\n$/, '').split('\n').length;
  if (lines <= MOST_LINES || LONG_FILES.some((table) => table.test(path))) return [];
  return [`${path}: ${lines} lines, at most ${MOST_LINES} (tables are listed in importTable.ts)`];
}

function environment({ path, text }: SourceFile): string[] {
  if (path.startsWith(ENVIRONMENT_READER) || isTestFile(path)) return [];
  const code = withoutStrings(blankComments(text));
  const imported = scanImports(text).some(
    ({ specifier, names }) => specifier === 'node:process' && names?.includes('env'),
  );
  if (!imported && !READS_ENVIRONMENT.some((pattern) => pattern.test(code))) return [];
  return [`${path}: only ${ENVIRONMENT_READER} reads the environment; take the setting as an argument`];
}

function starExport(file: SourceFile): string[] {
  return scanImports(file.text)
    .filter((found) => found.isStarExport)
    .map((found) => `${file.path}:${found.line}: export * hides what is public; name it`);
}

function bareRelative(file: SourceFile): string[] {
  return scanImports(file.text)
    .filter(({ specifier }) => specifier.startsWith('.') && !EXTENSION.test(specifier))
    .map((found) => `${file.path}:${found.line}: the relative import ${found.specifier} lacks its extension`);
}

function indexLogic({ path, text }: SourceFile): string[] {
  if (!/\/index\.tsx?$/.test(path)) return [];
  const rest = blankComments(text).replace(/^export\s+(?:type\s+)?\{[^}]*\}\s+from\s+'[^']+';/gm, '');
  return rest.trim() === '' ? [] : [`${path}: an index only exports from other files`];
}

function withoutStrings(code: string): string {
  return code.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, '""');
}
