import { RecentLists } from '../lists/RecentLists.tsx';
import { Title } from '../parts/Title.tsx';
import { DropZone } from './DropZone.tsx';
import { PasteBox } from './PasteBox.tsx';
import { TransferCard } from './TransferCard.tsx';
import { UploadFailed } from './UploadFailed.tsx';
import { useUpload } from './useUpload.ts';

export function UploadScreen() {
  const upload = useUpload();
  return (
    <div class="upload-page">
      <div class="hero">
        <Title>Find out which addresses are real</Title>
        <p class="lead">
          Upload a list. Every row comes back in its place, with a verdict and the reason for it beside it.
        </p>
      </div>
      <UploadStep {...upload} />
      <RecentLists />
    </div>
  );
}

function UploadStep({ state, send, retry, cancel }: ReturnType<typeof useUpload>) {
  switch (state.step) {
    case 'choose':
      return (
        <div class="upload-ways">
          <DropZone onFile={(file) => send({ file, name: file.name })} />
          <PasteBox
            onText={(text) => send({ file: new Blob([text], { type: 'text/plain' }), name: 'Pasted addresses' })}
          />
        </div>
      );
    case 'send':
      return <TransferCard {...state} onCancel={cancel} />;
    case 'failed':
      return (
        <UploadFailed {...state} onRetry={retry} onColumn={(column) => send(state.chosen, column)} onClose={cancel} />
      );
    default:
      return state satisfies never;
  }
}
