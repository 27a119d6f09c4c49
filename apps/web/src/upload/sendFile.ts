import { apiErrorOf, parsed, unreachable } from '../api/apiError.ts';
import { failed } from '../api/request.ts';
import { type List, listSchema } from '../api/schemas.ts';

export interface Transfer {
  readonly sent: number;
  readonly total: number;
}

export interface Upload {
  readonly file: Blob;
  readonly name: string;
  /** From 1; null leaves it to the server to find out. */
  readonly emailColumn: number | null;
  /** The same file sent again with the same key is the same list. */
  readonly idempotencyKey: string;
}

/**
 * Uploads a file and leaves the list `ready`. By XMLHttpRequest: fetch does not tell how much was sent.
 *
 * @throws ApiError, and an AbortError when the signal is aborted.
 */
export function sendFile(
  { file, name, emailColumn, idempotencyKey }: Upload,
  signal: AbortSignal,
  onSent: (transfer: Transfer) => void,
): Promise<List> {
  const form = new FormData();
  // Fields first: the server knows what is wanted before the file is there.
  form.append('start', 'false');
  if (emailColumn !== null) form.append('emailColumn', String(emailColumn));
  form.append('file', file, name);
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onSent({ sent: loaded, total });
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('The upload was canceled', 'AbortError'));
    request.onload = () => {
      const { status, responseText } = request;
      if (status < 200 || status > 299) return reject(failed(status, responseText));
      const list = listSchema.safeParse(parsed(responseText));
      if (list.success) resolve(list.data);
      else reject(apiErrorOf(status, responseText));
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', '/v1/lists');
    request.setRequestHeader('Idempotency-Key', idempotencyKey);
    request.send(form);
  });
}
