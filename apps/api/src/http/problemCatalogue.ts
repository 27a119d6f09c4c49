interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What to do about it; the `detail` of an answer that has nothing more exact to say. */
  readonly action: string;
}

/** Every error the API answers with. Codes are part of the public contract: names are permanent. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid', action: 'Correct the fields named in `errors`.' },
  invalid_json: { status: 400, title: 'The body is not JSON', action: 'Send one JSON object, encoded as UTF-8.' },
  invalid_cursor: {
    status: 400,
    title: 'The cursor is not valid',
    action: 'Use `nextCursor` of the page before, or none.',
  },
  malformed_upload: {
    status: 400,
    title: 'The upload could not be read to its end',
    action: 'Send the whole multipart/form-data body, as `curl -F file=@list.csv` does.',
  },
  no_file: { status: 400, title: 'No file was sent', action: 'Send the list as a file in the form field `file`.' },
  too_many_files: { status: 400, title: 'More than one file was sent', action: 'Send one file for each list.' },
  unknown_field: {
    status: 400,
    title: 'A field is not known',
    action: 'Send only `file`, `name`, `emailColumn`, `hasHeader`, `delimiter`, `webhookUrl` and `start`.',
  },
  field_too_long: { status: 400, title: 'A field is too long', action: 'Shorten the field, or check its name.' },
  unauthorized: {
    status: 401,
    title: 'No valid API key was sent',
    action: 'Send `Authorization: Bearer <key>` with a key of API_KEYS or of `mailsift keys`.',
  },
  admin_required: {
    status: 403,
    title: 'This key is no admin key',
    action: 'Use a key of API_KEYS, or one made with `mailsift keys create <name> --admin`.',
  },
  host_not_allowed: {
    status: 403,
    title: 'This host name is not answered',
    action:
      'Without API_KEYS only localhost, 127.0.0.1 and [::1] are answered. Use one of them, or make a key with `mailsift keys create <name>`, or set API_KEYS.',
  },
  cross_site_request: {
    status: 403,
    title: 'Requests of other sites are refused',
    action: 'Send the request from the page this server serves, or from a program.',
  },
  not_found: { status: 404, title: 'There is nothing at this address', action: 'Check the path.' },
  list_not_found: {
    status: 404,
    title: 'There is no such list',
    action: 'Check the id. Deleted lists, and those of other API keys, are not found either.',
  },
  verification_not_found: {
    status: 404,
    title: 'There is no such verification',
    action: 'Check the id, or ask anew: results of single addresses are kept for a short time.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The method is not allowed here',
    action: 'Use one of the methods in the `Allow` header.',
  },
  list_not_ready: {
    status: 409,
    title: 'The list has been started already',
    action: 'Only a list that was uploaded with `start=false` can be started, and once.',
  },
  list_not_started: {
    status: 409,
    title: 'The list has not been started',
    action: 'Start it with `POST /v1/lists/{id}/start`, or delete it.',
  },
  list_not_completed: {
    status: 409,
    title: 'The list is not completed',
    action: 'Wait for its state `completed`, or download what is there with `partial=true`.',
  },
  list_finished: {
    status: 409,
    title: 'The list has ended',
    action: 'A list that is completed, canceled or failed cannot be changed. Upload it again.',
  },
  list_failed: {
    status: 409,
    title: 'The list has failed',
    action: 'See its `error`, correct the file and upload it again.',
  },
  list_deleted: {
    status: 409,
    title: 'The list of this Idempotency-Key was deleted',
    action: 'Send a new Idempotency-Key to upload the file again.',
  },
  upload_too_large: {
    status: 413,
    title: 'The file is too large',
    action: 'Split the file, or raise MAX_UPLOAD_SIZE.',
  },
  body_too_large: { status: 413, title: 'The body is too large', action: 'Send no more than the call needs.' },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported',
    action:
      'Send JSON, or a list as `multipart/form-data`, `text/csv` or `application/json`, without Content-Encoding.',
  },
  range_not_satisfiable: {
    status: 416,
    title: 'The file has no such bytes',
    action: 'The size stands in `Content-Range`. Ask for bytes before it, or send no Range.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key belongs to another file',
    action: 'Send a new Idempotency-Key for each file.',
  },
  empty_file: { status: 422, title: 'The file is empty', action: 'Upload a file with at least one address.' },
  not_text: { status: 422, title: 'The file is not text', action: 'Save the list as CSV or .xlsx and upload that.' },
  webhooks_not_configured: {
    status: 422,
    title: 'Webhooks are not set up here',
    action: 'Set WEBHOOK_SECRET for the API and the workers, or send no `webhookUrl`.',
  },
  broken_archive: {
    status: 422,
    title: 'The file cannot be unpacked to its end',
    action: 'It is damaged, or was cut off. Pack it again, or upload it as plain CSV.',
  },
  compression_ratio: {
    status: 422,
    title: 'The file unpacks to far more than lists do',
    action: 'Upload it as plain CSV, if it is a list.',
  },
  no_workbook: {
    status: 422,
    title: 'The archive is no Excel workbook with a visible sheet',
    action: 'Upload an .xlsx without a password, a .csv or a .csv.gz; unpack .zip files first.',
  },
  workbook_too_large: {
    status: 422,
    title: 'The workbook is too large to be read',
    action: 'Save the sheet with the addresses as CSV and upload that.',
  },
  invalid_rows: {
    status: 422,
    title: 'The rows are neither addresses nor objects',
    action: 'Send an array of addresses, or of objects such as {"email": "someone@example.com"}.',
  },
  no_email_column: {
    status: 422,
    title: 'No column holds email addresses',
    action: 'Send `emailColumn` with a name or number (from 1) of `columns`.',
  },
  ambiguous_email_column: {
    status: 422,
    title: 'More than one column holds email addresses',
    action: 'Send `emailColumn` with a name or number (from 1) of `columns`.',
  },
  unknown_email_column: {
    status: 422,
    title: 'The file has no such column',
    action: 'Send `emailColumn` with a name or number (from 1) of `columns`.',
  },
  broken_quote: { status: 422, title: 'A quote is never closed', action: 'Close the quote on `line`.' },
  row_too_long: { status: 422, title: 'A row is too long', action: 'Shorten the row on `line`.' },
  too_many_columns: { status: 422, title: 'A row has too many columns', action: 'Remove columns.' },
  rate_limited: {
    status: 429,
    title: 'This key sends too many requests',
    action: 'Try again after the seconds in `Retry-After`. Many addresses are one list, or one `POST /v1/verify`.',
  },
  too_many_listeners: {
    status: 429,
    title: 'Too many event streams are open',
    action: 'Close some, or read the list with `GET /v1/lists/{id}` every few seconds.',
  },
  internal_error: { status: 500, title: 'Something went wrong here', action: 'Try again; the log says what it was.' },
  page_not_built: {
    status: 503,
    title: 'The web page has not been built',
    action:
      'Run `npm run build` beside the server and start it again; the log says why it was not built by itself. The API works.',
  },
  redis_unavailable: {
    status: 503,
    title: 'Redis does not answer',
    action: 'Try again when `/readyz` says that Redis is back.',
  },
  real_time_unavailable: {
    status: 503,
    title: 'Single addresses cannot be verified here',
    action: 'Try again when Redis is back, or upload a list.',
  },
  too_many_checks: {
    status: 503,
    title: 'Too many single addresses wait to be verified',
    action: 'Try again after the seconds in `Retry-After`, or upload a list.',
  },
  too_many_uploads: {
    status: 503,
    title: 'Too many uploads are running',
    action: 'Try again after the seconds in `Retry-After`.',
  },
  too_many_downloads: {
    status: 503,
    title: 'Another running list is being put together',
    action: 'Try again after the seconds in `Retry-After`, or wait until the list is completed.',
  },
  storage_full: { status: 507, title: 'The storage is full', action: 'Free space where STORAGE_URL points to.' },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof PROBLEMS;
