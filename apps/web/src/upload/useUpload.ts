import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../api/apiError.ts';
import { navigate } from '../app/navigation.tsx';
import { listPath } from '../app/route.ts';
import { sendFile, type Transfer } from './sendFile.ts';
import { TransferRate } from './transferRate.ts';

export interface ChosenFile {
  readonly file: Blob;
  readonly name: string;
}

export type UploadState =
  | { readonly step: 'choose' }
  | { readonly step: 'send'; readonly chosen: ChosenFile; readonly transfer: Transfer; readonly rate: number | null }
  | { readonly step: 'failed'; readonly chosen: ChosenFile; readonly error: ApiError };

export interface UploadActions {
  readonly state: UploadState;
  /** Sends a file; `emailColumn` where the server could not tell it. */
  send(chosen: ChosenFile, emailColumn?: number): void;
  /** Sends the same once more: what came through before is not sent twice. */
  retry(): void;
  cancel(): void;
}

interface Attempt {
  readonly chosen: ChosenFile;
  readonly emailColumn: number | null;
  readonly idempotencyKey: string;
}

/** The way of a file to the server, and then on to its preview. */
export function useUpload(): UploadActions {
  const [state, setState] = useState<UploadState>({ step: 'choose' });
  const last = useRef<Attempt | null>(null);
  const sending = useRef(new AbortController());
  useEffect(() => () => sending.current.abort(), []);
  const start = async (attempt: Attempt) => {
    last.current = attempt;
    const { chosen, ...rest } = attempt;
    const abort = new AbortController();
    sending.current = abort;
    const rate = new TransferRate();
    const show = (transfer: Transfer) =>
      setState({ step: 'send', chosen, transfer, rate: rate.add(performance.now(), transfer.sent) });
    show({ sent: 0, total: chosen.file.size });
    try {
      const list = await sendFile({ ...chosen, ...rest }, abort.signal, show);
      navigate(listPath(list.id));
    } catch (error) {
      setState(abort.signal.aborted ? { step: 'choose' } : { step: 'failed', chosen, error: toApiError(error) });
    }
  };
  return {
    state,
    send: (chosen, emailColumn) =>
      void start({ chosen, emailColumn: emailColumn ?? null, idempotencyKey: randomKey() }),
    retry: () => void (last.current !== null && start(last.current)),
    cancel: () => (state.step === 'send' ? sending.current.abort() : setState({ step: 'choose' })),
  };
}

/** Not `crypto.randomUUID`: browsers have that over TLS and on loopback only. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
