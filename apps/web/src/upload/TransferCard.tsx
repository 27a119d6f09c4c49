import { Icon } from '../parts/Icon.tsx';
import { formatBytes, formatDuration } from '../words/format.ts';
import type { UploadState } from './useUpload.ts';

type TransferCardProps = Omit<Extract<UploadState, { step: 'send' }>, 'step'> & { readonly onCancel: () => void };

/** A file under way, by the bytes that have left this machine. */
export function TransferCard({ chosen, transfer, rate, onCancel }: TransferCardProps) {
  const { sent, total } = transfer;
  const percent = total === 0 ? 0 : Math.floor((100 * sent) / total);
  const isSent = sent >= total && total > 0;
  const left = rate === null || rate === 0 ? null : (total - sent) / rate;
  const speed = rate === null ? '' : ` · ${formatBytes(rate)}/s`;
  const wait = left === null ? '' : ` · ${formatDuration(left)} left`;
  return (
    <div class="card transfer">
      <Icon name="file" class="large-icon" />
      <div class="transfer-body">
        <p class="transfer-name">{chosen.name}</p>
        <progress max={100} value={percent} aria-label={`Uploading ${chosen.name}`} />
        <p class="muted small numbers" aria-live="polite">
          {isSent ? 'Sent. The server reads the first rows…' : `${percent} % of ${formatBytes(total)}${speed}${wait}`}
        </p>
      </div>
      <button type="button" class="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
