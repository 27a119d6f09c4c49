import { createEnrichment } from '@mailsift/enrichment';
import { LanesFileError, loadLaneTable } from '@mailsift/lanes';
import type { Settings } from '@mailsift/runtime';
import { describeFaults, readSuppressionFiles } from '@mailsift/suppression';
import { type Finding, inArea, reasonOf } from './finding.ts';

const { ok, warning, failed, skipped } = inArea('Files');
const DAY_MS = 24 * 60 * 60_000;
const OLD_DAYS = 540;
const FAULTS_SHOWN = 10;

/** What is read from files: the operator's own, and the data that comes with mailsift. */
export async function checkFiles(settings: Settings): Promise<readonly Finding[]> {
  return [await checkLanes(settings), await checkSuppression(settings), ...checkEnrichment()];
}

async function checkLanes(settings: Settings): Promise<Finding> {
  const check = 'LANES_FILE';
  if (settings.lanesFile === null) return skipped(check, 'none is set');
  try {
    await loadLaneTable(settings);
    return ok(check, `${settings.lanesFile} is read`);
  } catch (error) {
    if (!(error instanceof LanesFileError)) throw error;
    return failed(check, error.message, 'Put these right: no worker starts without the file');
  }
}

async function checkSuppression({ suppressionFiles }: Settings): Promise<Finding> {
  const check = 'SUPPRESSION_FILES';
  if (suppressionFiles.length === 0) return skipped(check, 'none is set');
  try {
    const { entries, faults } = await readSuppressionFiles(suppressionFiles, { mostFaults: FAULTS_SHOWN });
    const found = `${entries} entries in ${suppressionFiles.join(', ')}`;
    if (faults.count === 0) return ok(check, found);
    const lines = describeFaults(faults).map((line) => `\n  ${line}`);
    return warning(
      check,
      `${found}, and ${faults.count} lines that are none:${lines.join('')}`,
      'Put these lines right: they keep nobody from being checked',
    );
  } catch (error) {
    return failed(check, reasonOf(error), 'Put it right: no worker starts without its suppression files');
  }
}

function checkEnrichment(): readonly Finding[] {
  const reasons: string[] = [];
  const dates = createEnrichment({ warn: (reason) => void reasons.push(reason) }).dates();
  const told = reasons.map((reason) => warning('mail server data', reason, 'Install mailsift anew: npm ci'));
  const days = [dates.country, dates.networks].filter((date) => date !== null);
  if (days.length === 0) return told;
  const oldest = days.toSorted()[0] ?? '';
  const found = `countries of ${dates.country ?? 'no day'}, networks of ${dates.networks ?? 'no day'}`;
  const age = (Date.now() - Date.parse(oldest)) / DAY_MS;
  if (age <= OLD_DAYS) return [ok('mail server data', found), ...told];
  return [warning('mail server data', found, 'Update mailsift: addresses change hands'), ...told];
}
