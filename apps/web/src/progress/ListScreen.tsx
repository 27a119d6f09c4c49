import type { List } from '../api/schemas.ts';
import { NotFound } from '../app/NotFound.tsx';
import { navigate } from '../app/navigation.tsx';
import { ListActions } from '../lists/ListActions.tsx';
import { Problem } from '../parts/Problem.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { Title } from '../parts/Title.tsx';
import { ResultView } from '../results/ResultView.tsx';
import { PreviewView } from '../upload/PreviewView.tsx';
import { formatClock } from '../words/format.ts';
import { FailedList } from './FailedList.tsx';
import type { Link } from './followList.ts';
import { ProgressView } from './ProgressView.tsx';
import { useList } from './useList.ts';

/** A list from its preview over its progress to its result. */
export function ListScreen({ id }: { readonly id: string }) {
  const { list, link, error, isSealed, show, reload } = useList(id);
  if (error?.status === 404)
    return <NotFound title="There is no such list" detail="It may have been deleted, or belong to another API key." />;
  if (list === null) return error === null ? <Loading /> : <Problem error={error} retry={reload} />;
  return (
    <div class="list-page">
      <div class="page-head">
        <div>
          <Title>{list.name}</Title>
          <p class="muted page-facts">
            <StateChip state={list.state} />
            <span>uploaded {formatClock(list.createdAt)}</span>
          </p>
        </div>
        <ListActions list={list} onChanged={show} onDeleted={() => navigate('/lists', { replace: true })} />
      </div>
      {error !== null && <Problem error={error} retry={reload} />}
      <Stage list={list} link={link} isSealed={isSealed} show={show} />
    </div>
  );
}

interface StageProps {
  readonly list: List;
  readonly link: Link;
  readonly isSealed: boolean;
  readonly show: (list: List) => void;
}

function Stage({ list, link, isSealed, show }: StageProps) {
  switch (list.state) {
    case 'ready':
      if (list.preview === undefined) return <Loading />;
      return <PreviewView id={list.id} preview={list.preview} onStarted={show} />;
    case 'failed':
      return <FailedList error={list.error} />;
    case 'completed':
    case 'canceled':
      return isSealed ? <ResultView list={list} /> : <Loading words="Putting together what is there…" />;
    default:
      return <ProgressView list={list} link={link} />;
  }
}

function Loading({ words = 'One moment…' }: { readonly words?: string }) {
  return (
    <p class="loading" aria-live="polite">
      {words}
    </p>
  );
}
