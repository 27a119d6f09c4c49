import { Link } from '../app/navigation.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Title } from '../parts/Title.tsx';
import { useAction } from '../parts/useAction.ts';
import { ListCard } from './ListCard.tsx';
import { useLists } from './useLists.ts';

const PAGE_LISTS = 20;

export function ListsScreen() {
  const { lists, error, hasMore, more, reload, replace, remove } = useLists(PAGE_LISTS);
  const { run, isBusy, error: moreError } = useAction(more);
  return (
    <div class="lists-page">
      <div class="page-head">
        <Title>Lists</Title>
        <Link href="/" class="button primary">
          <Icon name="upload" /> New list
        </Link>
      </div>
      {error !== null && <Problem error={error} retry={() => void reload()} />}
      {lists?.length === 0 && (
        <div class="card nothing">
          <p>There are no lists yet.</p>
          <Link href="/" class="button primary">
            Upload the first
          </Link>
        </div>
      )}
      <ul class="list-cards">
        {lists?.map((list) => (
          <li key={list.id}>
            <ListCard list={list} onChanged={replace} onDeleted={() => remove(list.id)} />
          </li>
        ))}
      </ul>
      {moreError !== null && <Problem error={moreError} />}
      {hasMore && (
        <button type="button" class="button" disabled={isBusy} onClick={() => void run()}>
          {isBusy ? 'One moment…' : 'Show older lists'}
        </button>
      )}
    </div>
  );
}
