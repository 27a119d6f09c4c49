import type { BareSockets } from '../bare/bareSockets.ts';
import type { DownloadSpeed } from '../measure/measureDownload.ts';
import type { StageSpeeds } from '../measure/stageSpeeds.ts';
import type { ProcessFacts } from '../processes/processFacts.ts';
import type { Figure } from './figures.ts';

/** All that one run measured. */
export interface Measured {
  /** Bytes a second. */
  readonly upload: number;
  readonly stages: StageSpeeds;
  /** Connections the mail servers accepted for the list. */
  readonly sessions: number;
  readonly whole: DownloadSpeed;
  readonly filtered: DownloadSpeed;
  /** Rows a second of csv-parse alone; null where it was not measured. */
  readonly bareCsv: number | null;
  readonly bareSockets: BareSockets | null;
  readonly processes: readonly ProcessFacts[];
  /** Bytes. */
  readonly redisPeak: number | null;
}

const MEGABYTE = 1024 ** 2;

/** The rows of the table, in the order of the data flow, beside what DESIGN section 10 asks for. */
export function collectFigures(measured: Measured): readonly Figure[] {
  const { upload, stages, whole, filtered, bareCsv, bareSockets, redisPeak } = measured;
  const sessions = stages.probeSeconds === null ? null : measured.sessions / stages.probeSeconds;
  const bare = bareSockets === null ? null : { ...bareSockets };
  const plain = { bare: null, target: null };
  return [
    { ...plain, what: 'upload', measured: upload / MEGABYTE, unit: 'MB/s' },
    { what: 'split', measured: stages.split, unit: 'rows/s', bare: bareCsv, target: { kind: 'ratio', least: 0.6 } },
    { ...plain, what: 'resolve, while probing', measured: stages.resolve, unit: 'addresses/s' },
    {
      ...plain,
      what: 'probe',
      measured: stages.probe,
      unit: 'addresses/s',
      bare: bare === null ? null : bare.addresses / bare.seconds,
    },
    {
      what: 'probe',
      measured: sessions,
      unit: 'sessions/s',
      bare: bare === null ? null : bare.sessions / bare.seconds,
      target: { kind: 'ratio', least: 0.5 },
    },
    { ...plain, what: 'finish', measured: stages.finish, unit: 'rows/s' },
    { ...plain, what: 'download, whole', measured: whole.rowsPerSecond, unit: 'rows/s' },
    {
      ...plain,
      what: 'download, status=passed',
      measured: filtered.rowsPerSecond,
      unit: 'rows/s',
      target: { kind: 'atLeast', value: 500_000 },
    },
    {
      ...plain,
      what: 'largest worker',
      measured: largestWorker(measured.processes),
      unit: 'MB',
      target: { kind: 'atMost', value: 400 },
    },
    {
      ...plain,
      what: 'Redis, data at most',
      measured: redisPeak === null ? null : redisPeak / MEGABYTE,
      unit: 'MB',
      target: { kind: 'atMost', value: 150 },
    },
  ];
}

function largestWorker(processes: readonly ProcessFacts[]): number | null {
  const sizes = processes.filter(({ name }) => name.startsWith('worker')).map(({ peakRss }) => peakRss ?? Number.NaN);
  const most = Math.max(...sizes);
  return Number.isFinite(most) ? most / MEGABYTE : null;
}
