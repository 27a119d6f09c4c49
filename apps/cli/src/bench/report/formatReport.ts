import { formatTable } from '../../display/table.ts';
import { LIFTED_TOLD } from '../processes/benchEnvironment.ts';
import type { ProcessFacts } from '../processes/processFacts.ts';
import { type BenchReport, type Figure, isReached, ratioOf, type Target } from './figures.ts';

const GIGABYTE = 1024 ** 3;
const MEGABYTE = 1024 ** 2;
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** The report as text for a terminal or a README. */
export function formatReport(report: BenchReport): string {
  const { machine, rows, addresses, workers, connections, seconds } = report;
  const { cores, processor, memory, system, node, redis } = machine;
  const figures = formatTable(
    [['what', 'measured', 'unit', 'bare', 'ratio', 'target', ''], ...report.figures.map((figure) => figureRow(figure))],
    ['left', 'right', 'left', 'right', 'right', 'right', 'left'],
  );
  const processes = formatTable(
    [['process', 'peak memory', 'processor time'], ...report.processes.map(processRow)],
    ['left', 'right', 'right'],
  );
  return [
    `${whole.format(rows)} rows, ${whole.format(addresses)} addresses; ${workers} workers of ${connections} connections; all in ${fine.format(seconds)} s`,
    `${cores} cores (${processor}), ${fine.format(memory / GIGABYTE)} GB, ${system}, Node ${node}, Redis ${redis}`,
    `Lane limits are lifted (${LIFTED_TOLD}), servers answer at once: the software is measured, not its manners.`,
    `Everything runs on this machine, the mail servers too. Bare: csv-parse alone on the file; sockets that say the same`,
    `commands to the same servers, over as many connections, from ${workers} threads.`,
    '',
    ...figures,
    '',
    ...processes,
    '',
    `Checked: ${whole.format(report.checkedRows)} rows out as they went in, every verdict right.`,
  ].join('\n');
}

function figureRow(figure: Figure): readonly string[] {
  const { what, measured, unit, bare, target } = figure;
  const ratio = ratioOf(figure);
  const reached = isReached(figure);
  return [
    what,
    number(measured),
    unit,
    bare === null ? '' : number(bare),
    ratio === null || target?.kind === 'atMost' ? '' : `${whole.format(100 * ratio)} %`,
    target === null ? '' : describeTarget(target),
    reached === null ? '' : reached ? 'reached' : 'missed',
  ];
}

function describeTarget(target: Target): string {
  switch (target.kind) {
    case 'ratio':
      return `>= ${whole.format(100 * target.least)} %`;
    case 'atLeast':
      return `>= ${whole.format(target.value)}`;
    case 'atMost':
      return `<= ${whole.format(target.value)}`;
    default:
      return target satisfies never;
  }
}

function processRow({ name, peakRss, cpuSeconds }: ProcessFacts): readonly string[] {
  return [
    name,
    peakRss === null ? 'not known' : `${whole.format(peakRss / MEGABYTE)} MB`,
    cpuSeconds === null ? 'not known' : `${fine.format(cpuSeconds)} s`,
  ];
}

function number(value: number | null): string {
  if (value === null) return 'not known';
  return (value < 1_000 ? fine : whole).format(value);
}
