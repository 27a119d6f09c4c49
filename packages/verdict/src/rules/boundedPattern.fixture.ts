/**
 * Why a pattern could take long on hostile text, or null. Allowed: counted repetition of at most 1,024, and none of a
 * group that itself repeats. Then a match costs a bounded number of steps at each of at most 1,024 positions.
 */
export function unboundedPart(pattern: RegExp): string | null {
  const source = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/[*+]|\{\d+,\}/.test(source)) return 'unbounded repetition';
  const counts = [...source.matchAll(/\{(?:\d+,)?(\d+)\}/g)].map(([, most]) => Number(most));
  if (counts.some((most) => most > 1024)) return 'repeats too often';
  return repeatedGroups(source).some((group) => /[{?]/.test(group.replace(/\?[:=!]|\?<[=!]/g, '')))
    ? 'repetition inside a repeated group'
    : null;
}

/** The insides of groups that a `{n,m}` follows, for a source without escapes and classes. */
function repeatedGroups(source: string): readonly string[] {
  const opened: number[] = [];
  const groups: string[] = [];
  for (const [index, character] of [...source].entries()) {
    if (character === '(') opened.push(index);
    if (character !== ')') continue;
    const start = opened.pop() ?? 0;
    if (source[index + 1] === '{') groups.push(source.slice(start + 1, index));
  }
  return groups;
}
