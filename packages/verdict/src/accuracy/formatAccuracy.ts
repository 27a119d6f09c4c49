import { CATEGORIES } from './labelledReply.ts';
import type { AccuracyReport } from './measureAccuracy.ts';

/** The confusion table and what was misjudged, as text for a terminal. */
export function formatAccuracy(title: string, report: AccuracyReport): string {
  const { total, right, table, wrong, unsafe } = report;
  const percent = total === 0 ? 100 : (100 * right) / total;
  const rows = CATEGORIES.filter((category) => table.has(category)).map((category) => {
    const { passed = 0, failed = 0, unknown = 0 } = table.get(category) ?? {};
    return `  ${category.padEnd(20)}${[passed, failed, unknown].map((count) => String(count).padStart(9)).join('')}`;
  });
  const mistakes = wrong.map(
    ({ labelled, rule, event }) => `  ${labelled.category} -> ${event} by ${rule}: ${labelled.reply.slice(0, 160)}`,
  );
  return [
    `${title}: ${right} of ${total} right (${percent.toFixed(1)} %), ${unsafe.length} about us, or anything but a mailbox, called failed or passed`,
    `  ${'category'.padEnd(20)}   passed   failed  unknown`,
    ...rows,
    ...(mistakes.length === 0 ? [] : ['misjudged:', ...mistakes]),
  ].join('\n');
}
