import { STATUSES } from '@mailsift/verdict';
import type { EndToEndAccuracy } from './measureEndToEnd.ts';
import type { Mistake, VerdictTally } from './tallyVerdicts.ts';

/** Both modes as text for a terminal: what is true against what was said, and every mistake. */
export function formatEndToEnd({ bulk, single }: EndToEndAccuracy): string {
  return [
    formatTally('End to end on the sandbox, in bulk', bulk),
    formatTally('End to end on the sandbox, one by one', single),
  ].join('\n\n');
}

function formatTally(title: string, { total, behaviours, right, table, mistakes, invented }: VerdictTally): string {
  const percent = total === 0 ? 100 : (100 * right) / total;
  const said = [...STATUSES, 'none'];
  const rows = STATUSES.map((status) => {
    const counts = said.map((name) => String(table.get(status)?.[name] ?? 0).padStart(9));
    return `  ${status.padEnd(20)}${counts.join('')}`;
  });
  return [
    `${title}: ${right} of ${total} addresses right (${percent.toFixed(1)} %) in ${behaviours} behaviours, ${invented.length} wrongly called passed or failed`,
    `  ${'true, and said'.padEnd(20)}${said.map((name) => name.padStart(9)).join('')}`,
    ...rows,
    ...(mistakes.length === 0 ? [] : ['wrong:', ...mistakes.map(formatMistake)]),
  ].join('\n');
}

function formatMistake({ of: { address, truth }, found }: Mistake): string {
  const said = found === null ? 'no verdict' : `${found.status} ${found.event} ${found.cause ?? ''}`.trimEnd();
  return `  ${address}: ${said}, not ${truth.status} ${truth.event} ${truth.cause ?? ''}`.trimEnd();
}
