import type { Request, Response } from 'express';
import multer from 'multer';
import { ApiProblem } from '../http/apiProblem.ts';
import type { ProblemCode } from '../http/problemCatalogue.ts';
import { type StoredUpload, storeUpload, type UploadTarget } from './storeUpload.ts';
import { uploadTooLarge } from './uploadTooLarge.ts';

/** A file that is in the store, and what was said beside it. */
export interface ReceivedUpload {
  readonly upload: StoredUpload;
  readonly fileName: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

const FILE_FIELD = 'file';
/** No field holds more than a URL; brackets in names mean nothing here. */
const LIMITS = {
  files: 1,
  fields: 12,
  parts: 16,
  fieldNameSize: 64,
  fieldSize: 4_000,
  headerPairs: 20,
  fieldNestingDepth: 0,
  fieldArrayIndexLimit: 0,
} as const;

/** What a form holds beside its file: boundaries, part headers and fields at their limits. */
export const FORM_ALLOWANCE = 256 * 1024;

const MULTER_PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  LIMIT_PART_COUNT: 'unknown_field',
  LIMIT_FILE_SIZE: 'upload_too_large',
  LIMIT_FILE_COUNT: 'too_many_files',
  LIMIT_FIELD_KEY: 'field_too_long',
  LIMIT_FIELD_VALUE: 'field_too_long',
  LIMIT_FIELD_COUNT: 'unknown_field',
  LIMIT_UNEXPECTED_FILE: 'unknown_field',
  LIMIT_FIELD_NESTING: 'unknown_field',
  LIMIT_FIELD_ARRAY_INDEX: 'unknown_field',
  MISSING_FIELD_NAME: 'malformed_upload',
  INVALID_FIELD_NAME: 'unknown_field',
  STREAM_DESTROYED: 'malformed_upload',
};

/**
 * Receives one file of a multipart form straight into the store. Fields may stand before and after it.
 *
 * @throws ApiProblem as soon as something is wrong, while the client may still be sending; the file may be stored then.
 */
export async function receiveMultipart(req: Request, res: Response, target: UploadTarget): Promise<ReceivedUpload> {
  const engine = createEngine(target);
  const receive = multer({ storage: engine.storage, limits: LIMITS, defParamCharset: 'utf8' }).single(FILE_FIELD);
  try {
    await new Promise<void>((resolve, reject) => {
      // Multer reads a refused body to its end before it says so: the client is told at once.
      engine.onFailure(reject);
      limitBytes(req, target.maxBytes, reject);
      receive(req, res, (error: unknown) => (error === undefined ? resolve() : reject(problemOf(error))));
    });
    const received = await engine.received();
    if (received === null) throw new ApiProblem('no_file');
    const fields: Record<string, unknown> = { ...req.body };
    return { ...received, fields };
  } catch (error) {
    // Nothing is settled before the store is; and where storing failed, what multer says is a consequence of it.
    await engine.received();
    throw error;
  }
}

/** However the bytes are spread over fields, parts and what lies between them. */
function limitBytes(req: Request, maxBytes: number, refuse: (problem: ApiProblem) => void): void {
  let left = maxBytes + FORM_ALLOWANCE;
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) refuse(uploadTooLarge(maxBytes));
  });
}

type ReceivedFile = Pick<ReceivedUpload, 'upload' | 'fileName'>;

interface Engine {
  readonly storage: multer.StorageEngine;
  onFailure(tell: (error: unknown) => void): void;
  /** The file once it is stored; null where none came. Rejects as `storeUpload` does. */
  received(): Promise<ReceivedFile | null>;
}

/** Multer's storage for one request. Who asked for the upload removes it, once all is settled. */
function createEngine(target: UploadTarget): Engine {
  let storing: Promise<ReceivedFile> | null = null;
  let tellFailure = (_error: unknown) => {};
  const storage: multer.StorageEngine = {
    _handleFile(_req, file, done) {
      const fileName = file.originalname;
      storing = storeUpload(target, file.stream).then((upload) => ({ upload, fileName }));
      storing.then(
        () => done(null, {}),
        (error: unknown) => {
          tellFailure(error);
          done(error);
        },
      );
    },
    _removeFile(_req, _file, done) {
      done(null);
    },
  };
  return {
    storage,
    onFailure: (tell) => {
      tellFailure = tell;
    },
    received: async () => storing,
  };
}

function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (!(error instanceof multer.MulterError)) return new ApiProblem('malformed_upload', { cause: error });
  const code = MULTER_PROBLEMS[error.code] ?? 'malformed_upload';
  if (error.field === undefined) return new ApiProblem(code);
  return new ApiProblem(code, { extra: { errors: [{ field: error.field.slice(0, 60), message: error.message }] } });
}
