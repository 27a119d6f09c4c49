import type { Finding, Level } from './finding.ts';

const SIGNS = {
  ok: 'ok      ',
  warning: 'WARNING ',
  failed: 'FAILED  ',
  skipped: '-       ',
} as const satisfies Record<Level, string>;
const INDENT = ' '.repeat(SIGNS.ok.length + 2);

/** Findings in lines for a person. */
export function describeFindings(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ area, check, level, found, advice }, index) => [
    ...(findings[index - 1]?.area === area ? [] : [area]),
    ...indented(`  ${SIGNS[level]}`, `${check}: ${found}`),
    ...(advice === null ? [] : indented(INDENT, `-> ${advice}`)),
  ]);
}

function indented(first: string, text: string): readonly string[] {
  return text.split('\n').map((line, index) => `${index === 0 ? first : INDENT}${line}`);
}

/** `2 failed, 1 warning, 12 ok` */
export function summarise(findings: readonly Finding[]): string {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const warnings = count('warning');
  return `${count('failed')} failed, ${warnings} warning${warnings === 1 ? '' : 's'}, ${count('ok')} ok`;
}
