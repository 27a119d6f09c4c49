import type { Status } from '../api/schemas.ts';
import { STATUS_WORDS } from '../words/verdictWords.ts';
import { Icon, type IconName } from './Icon.tsx';

export const STATUS_ICONS = {
  passed: 'check',
  failed: 'cross',
  unknown: 'question',
  pending: 'clock',
} as const satisfies Record<Status, IconName>;

/** A status by colour, sign and word. */
export function StatusChip({ status }: { readonly status: Status }) {
  return (
    <span class={`chip ${status}`}>
      <Icon name={STATUS_ICONS[status]} />
      {STATUS_WORDS[status]}
    </span>
  );
}
