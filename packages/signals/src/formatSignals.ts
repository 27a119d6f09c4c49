import type { SignalScore } from './measureSignals.ts';

const HEAD = ['flag', 'cases', 'positive', 'precision', 'recall', 'wrong'];

/** The scores as a table of text, one flag a line, numbers to the right. */
export function formatSignals(scores: readonly SignalScore[]): string {
  const rows = scores.map(({ flag, cases, positives, precision, recall, wrong }) => [
    flag,
    String(cases),
    String(positives),
    percent(precision),
    percent(recall),
    String(wrong.length),
  ]);
  const widths = HEAD.map((title, column) => Math.max(...[HEAD, ...rows].map((row) => (row[column] ?? title).length)));
  return [HEAD, ...rows]
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
