import { open } from 'node:fs/promises';
import type { Settings } from '@mailsift/runtime';
import { PROVIDERS } from '../data/providers.ts';
import { createLaneTable, type LaneTable } from '../laneTable.ts';
import { LanesFileError } from './lanesFileError.ts';
import { mergeRows } from './mergeRows.ts';
import { parseLanesFile } from './parseLanesFile.ts';

const MOST_BYTES = 2 ** 20;

export type LaneSettings = Pick<Settings, 'lanesFile' | 'laneDefaultConnections' | 'laneDefaultRate'>;

/**
 * The table of lanes as the settings want it: the providers' rows, with those of LANES_FILE over them.
 *
 * @throws LanesFileError with every mistake of the file.
 */
export async function loadLaneTable(settings: LaneSettings): Promise<LaneTable> {
  const { lanesFile: file, laneDefaultConnections: connections, laneDefaultRate: rate } = settings;
  const defaults = { connections, rate };
  if (file === null) return createLaneTable({ defaults });
  const parsed = parseLanesFile(await readText(file));
  if (!parsed.ok) throw new LanesFileError(file, parsed.problems);
  const merged = mergeRows(parsed.value.lanes, { providers: PROVIDERS, defaults, lineOf: parsed.lineOf });
  if (!merged.ok) throw new LanesFileError(file, merged.problems);
  const { rcptsPerHour } = parsed.value.tenants;
  const budget = rcptsPerHour === undefined ? {} : { tenantRcptsPerHour: toBudget(rcptsPerHour) };
  return createLaneTable({ defaults, ...merged.value, ...budget });
}

function toBudget(rcptsPerHour: number | 'unlimited'): number | null {
  return rcptsPerHour === 'unlimited' ? null : rcptsPerHour;
}

async function readText(path: string): Promise<string> {
  const refuse = (message: string) => new LanesFileError(path, [{ path: '', line: null, message }]);
  const file = await open(path).catch((error: unknown) => {
    throw refuse(`it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    const buffer = Buffer.alloc(MOST_BYTES + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length);
    if (bytesRead > MOST_BYTES) throw refuse('it must not be larger than 1 MiB');
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead));
  } catch (error) {
    if (error instanceof LanesFileError) throw error;
    throw refuse(
      error instanceof TypeError
        ? 'it must be text in UTF-8'
        : `it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    await file.close();
  }
}
