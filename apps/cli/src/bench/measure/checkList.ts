import { startSandbox } from '@mailsift/sandbox';
import type { ListsClient } from '../../client/listsClient.ts';
import type { ListView } from '../../client/listView.ts';
import { CommandError } from '../../terminal/commandError.ts';
import type { BenchList } from '../list/benchRow.ts';
import { type Checked, checkDownload } from './checkDownload.ts';

/** Downloads a finished list once more and checks all of it. @throws CommandError naming what is wrong. */
export async function checkList(client: ListsClient, list: ListView, sent: BenchList): Promise<Checked> {
  // Only asked what is true: the mail servers are another process.
  const sandbox = await startSandbox({ count: false, tls: 'none' });
  try {
    const download = await client.download(list.id, { format: 'csv', status: null, exclude: null });
    const checked = await checkDownload(download, sent, sandbox);
    const faults = [...checked.examples, ...wrongCounts(list, checked)];
    if (faults.length === 0) return checked;
    throw new CommandError(`${checked.wrong} rows of the result are wrong:\n  ${faults.join('\n  ')}`);
  } finally {
    await sandbox.close();
  }
}

/** What the list says of itself, and what is in the file. */
function wrongCounts({ counts, rows }: ListView, { statuses, rows: found }: Checked): readonly string[] {
  const { passed, failed, unknown, pending } = counts;
  const said = Object.entries({ passed, failed, unknown, pending });
  const sum = said.reduce((total, [, count]) => total + count, 0);
  return [
    ...said.flatMap(([status, count]) => {
      const inFile = statuses.get(status) ?? 0;
      return inFile === count ? [] : [`the list counts ${count} ${status} rows, the file has ${inFile}`];
    }),
    ...(rows?.total === found && sum === found ? [] : [`the list counts ${rows?.total} rows, the file has ${found}`]),
  ];
}
