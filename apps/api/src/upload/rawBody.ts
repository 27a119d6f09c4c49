import type { Request } from 'express';
import { ApiProblem } from '../http/apiProblem.ts';
import type { ReceivedUpload } from './multipart.ts';
import { storeUpload, type UploadTarget } from './storeUpload.ts';

/** What `curl -T list.csv` and `curl --data-binary @list.csv -H 'Content-Type: text/csv'` send. */
export const RAW_TYPES = [
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/octet-stream',
  'application/gzip',
  'application/x-gzip',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;

/** Receives a file that is the whole body; the options are in the query. @throws ApiProblem as `storeUpload`, `no_file`. */
export async function receiveRaw(req: Request, target: UploadTarget): Promise<ReceivedUpload> {
  // Destroying the request would destroy the answer's connection: what is left is read and dropped after the answer.
  const source = req.iterator({ destroyOnReturn: false });
  const upload = await storeUpload(target, source).finally(() => req.resume());
  if (upload.bytes === 0) throw new ApiProblem('no_file');
  return { upload, fileName: undefined, fields: {} };
}
