import type { ListView } from '../client/listView.ts';
import { progressLine } from '../display/progress.ts';
import { formatSummary } from '../display/summary.ts';
import { formatTable } from '../display/table.ts';

const HEADER = ['ID', 'STATE', 'DONE', 'ROWS', 'PASSED', 'FAILED', 'UNKNOWN', 'NAME'] as const;

/** A line for each list, under a header. */
export function tableOfLists(lists: readonly ListView[]): readonly string[] {
  const align = ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'] as const;
  return formatTable([HEADER, ...lists.map(rowOf)], align);
}

function rowOf({ id, state, percent, rows, counts, name }: ListView): readonly string[] {
  const { passed, failed, unknown } = counts;
  const figures = [rows?.total ?? '', passed, failed, unknown].map(String);
  return [id, state, `${Math.floor(percent)} %`, ...figures, printable(name)];
}

/** What there is to say of one list. */
export function describeList(list: ListView): readonly string[] {
  const error = list.error === undefined ? [] : [`${list.error.message} [${list.error.code}]`];
  return [`${printable(list.name)}  ${list.id}`, progressLine(list), ...error, formatSummary(list)];
}

/** Names come from whoever uploaded: no terminal is to act on them. */
function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}
