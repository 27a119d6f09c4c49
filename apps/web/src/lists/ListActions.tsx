import { useState } from 'preact/hooks';
import { changeList, deleteList, type ListChange } from '../api/lists.ts';
import type { List } from '../api/schemas.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Problem } from '../parts/Problem.tsx';
import { useAction } from '../parts/useAction.ts';
import { formatCount, formatPlural } from '../words/format.ts';
import { isRunning } from '../words/stateWords.ts';

interface ListActionsProps {
  readonly list: List;
  readonly onChanged: (list: List) => void;
  readonly onDeleted: () => void;
}

/** What can be done with a list as it is now. What cannot be undone asks first. */
export function ListActions({ list, onChanged, onDeleted }: ListActionsProps) {
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null);
  const isPaused = list.state === 'paused';
  const change = async (wanted: ListChange) => onChanged(await changeList(list.id, wanted));
  const toggle = useAction(() => change(isPaused ? 'resume' : 'pause'));
  const close = () => setAsking(null);
  const named = <span class="visually-hidden"> {list.name}</span>;
  return (
    <div class="list-actions">
      {isRunning(list) && (
        <>
          <button type="button" class="button" disabled={toggle.isBusy} onClick={() => void toggle.run()}>
            <Icon name={isPaused ? 'play' : 'pause'} /> {isPaused ? 'Resume' : 'Pause'}
            {named}
          </button>
          <button type="button" class="button" onClick={() => setAsking('cancel')}>
            <Icon name="stop" /> Cancel{named}
          </button>
        </>
      )}
      <button type="button" class="button" onClick={() => setAsking('delete')}>
        <Icon name="trash" /> Delete{named}
      </button>
      {toggle.error !== null && <Problem error={toggle.error} />}
      {asking === 'cancel' && (
        <Confirm
          title="Stop verifying this list?"
          action="Stop verifying"
          keep="Go on verifying"
          work={async () => {
            await change('cancel');
            close();
          }}
          onClose={close}
        >
          <p>
            {formatCount(list.addresses.done)} of{' '}
            {formatPlural(list.addresses.total ?? list.addresses.done, 'address', 'addresses')} are checked and can be
            downloaded. The others stay pending. A canceled list cannot be started again.
          </p>
        </Confirm>
      )}
      {asking === 'delete' && (
        <Confirm
          title={`Delete “${list.name}”?`}
          action="Delete list"
          keep="Keep it"
          work={async () => {
            await deleteList(list.id);
            onDeleted();
          }}
          onClose={close}
        >
          <p>
            The file and {list.state === 'ready' ? 'everything known of it' : 'all of its results'} are removed from the
            server.
            {isRunning(list) && ' Verifying stops at once.'} This cannot be undone.
          </p>
        </Confirm>
      )}
    </div>
  );
}
