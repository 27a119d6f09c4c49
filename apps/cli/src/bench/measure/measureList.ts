import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ListsClient } from '../../client/listsClient.ts';
import type { ListView } from '../../client/listView.ts';
import type { BenchRun } from '../benchOptions.ts';
import { readProcessFacts } from '../processes/processFacts.ts';
import type { BenchWorld } from '../processes/raiseBench.ts';
import type { Measured } from '../report/collectFigures.ts';
import { readRedisPeak } from '../report/machine.ts';
import { followList } from './followList.ts';
import { type DownloadSpeed, measureDownload } from './measureDownload.ts';
import { stageSpeeds } from './stageSpeeds.ts';

export interface MeasuredList extends Omit<Measured, 'bareCsv' | 'bareSockets'> {
  readonly list: ListView;
  /** From the upload to the end of the last download. */
  readonly seconds: number;
}

export interface ListTask {
  /** Of the CSV file. */
  readonly path: string;
  readonly client: ListsClient;
  readonly world: BenchWorld;
}

/** Takes a file through the platform by its API, from upload to download. */
export async function measureList({ folder, lifetime, terminal }: BenchRun, task: ListTask): Promise<MeasuredList> {
  const { path, client, world } = task;
  const startedAt = performance.now();
  const source = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const { id } = await client.upload({ source, name: 'bench.csv', emailColumn: 'email' });
  const upload = (await stat(path)).size / since(startedAt);
  const dataFolder = `${folder}/data`;
  const followed = await followList({ client, listId: id, dataFolder, terminal, signal: lifetime.signal });
  const sessions = await world.connections();
  const { list } = followed;
  const choice = { format: 'csv', status: null, exclude: null } as const;
  const download = (status: string | null): Promise<DownloadSpeed> =>
    measureDownload(client, { listId: id, rows: list.rows?.total ?? 0 }, { ...choice, status });
  const whole = await download(null);
  const filtered = await download('passed');
  return {
    ...{ list, upload, sessions, whole, filtered },
    stages: stageSpeeds(followed),
    seconds: since(startedAt),
    processes: await Promise.all(world.processes.map(readProcessFacts)),
    redisPeak: await readRedisPeak(world.redis),
  };
}

function since(startedAt: number): number {
  return (performance.now() - startedAt) / 1_000;
}
