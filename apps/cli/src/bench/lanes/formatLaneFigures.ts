import { formatTable } from '../../display/table.ts';
import { isReached, type LaneFigure } from './laneFigures.ts';

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** Figures as a table for a terminal or a README, under a line that says what they are of. */
export function formatLaneFigures(head: string, figures: readonly LaneFigure[]): string {
  const table = formatTable(
    [['what', 'measured', 'unit', 'target', ''], ...figures.map(rowOf)],
    ['left', 'right', 'left', 'right', 'left'],
  );
  return [head, '', ...table].join('\n');
}

function rowOf(figure: LaneFigure): readonly string[] {
  const { what, measured, unit, target } = figure;
  const reached = isReached(figure);
  return [
    what,
    measured === null ? '?' : number.format(measured),
    unit,
    target === null ? '' : `${target.kind === 'at_most' ? '<=' : '>='} ${number.format(target.value)}`,
    reached === null ? '' : reached ? 'reached' : 'missed',
  ];
}
