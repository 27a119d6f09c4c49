/** One import or re-export of a file. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Nothing of it is left at run time. */
  readonly typesOnly: boolean;
  /** The names taken from the module; null when it is taken whole (default, namespace, side effect, `import()`). */
  readonly names: readonly string[] | null;
  readonly isStarExport: boolean;
}

/** The sources are formatted by Biome: statements begin in column one, so these patterns need no parser. */
const STATEMENT = /^(import|export)\b([^'"`;=]*?)(?:\bfrom\s*)?(['"])([^'"\n]+)\3/gm;
const DYNAMIC = /\b(?:import|require)\(\s*(['"`])([^'"`$\n]+)\1/g;

/** Every static and dynamic import of a TypeScript or JavaScript source. */
export function scanImports(source: string): Import[] {
  const code = blankComments(source);
  const statements = Array.from(code.matchAll(STATEMENT), (match) => readStatement(match, code)).filter(
    (found) => found !== null,
  );
  const dynamic = Array.from(
    code.matchAll(DYNAMIC),
    (match): Import => ({
      specifier: match[2] ?? '',
      line: lineAt(code, match.index),
      typesOnly: false,
      names: null,
      isStarExport: false,
    }),
  );
  return [...statements, ...dynamic];
}

/** The source with its comments blanked, lines and columns unchanged. Strings stay; a `//` inside one is no comment. */
export function blankComments(source: string): string {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return source.replace(token, (text) => (text.startsWith('/') ? text.replace(/[^\n]/g, ' ') : text));
}

function readStatement(match: RegExpExecArray, code: string): Import | null {
  const [, keyword, clause = '', , specifier = ''] = match;
  const isExport = keyword === 'export';
  // `export const x = ...` and the like have no module.
  if (isExport && !/^\s*(?:type\s*)?[{*]/.test(clause)) return null;
  const braces = /\{([\s\S]*)\}/.exec(clause)?.[1];
  const bindings = (braces ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const wholeType = /^\s*type\b(?!\s*,)/.test(clause);
  const besides = clause.replace(/\{[\s\S]*\}/, '').replace(/\btype\b|,|\s/g, '');
  return {
    specifier,
    line: lineAt(code, match.index),
    typesOnly:
      wholeType || (besides === '' && bindings.length > 0 && bindings.every((name) => name.startsWith('type '))),
    names:
      besides === '' && braces !== undefined
        ? bindings.filter((name) => !name.startsWith('type ')).map(importedName)
        : null,
    isStarExport: isExport && clause.includes('*'),
  };
}

function importedName(binding: string): string {
  return binding.split(/\s+as\s+/)[0] ?? binding;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
