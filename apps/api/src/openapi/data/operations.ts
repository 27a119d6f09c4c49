import { INTAKE_PROBLEM_CODES } from '@mailsift/intake';
import { z } from 'zod';
import { downloadQueryFields } from '../../download/downloadList.ts';
import { listsQuerySchema } from '../../lists/listRoutes.ts';
import { resultsQuerySchema } from '../../lists/readResults.ts';
import { realTimeSchema } from '../../realtime/realTime.ts';
import { verifyAllSchema, verifySchema } from '../../realtime/verify.ts';
import { jsonListSchema } from '../../upload/jsonBody.ts';
import { formatOptionsSchema, listOptionsSchema } from '../../upload/listOptions.ts';
import { RAW_TYPES } from '../../upload/rawBody.ts';
import type { Operation } from '../operation.ts';

const LIST = { json: 'List' } as const;
const FORM = 'application/x-www-form-urlencoded';
const CSV = ['text/csv', 'text/tab-separated-values', 'application/x-ndjson'] as const;
const RAW_BODIES = Object.fromEntries(RAW_TYPES.map((type) => [type, 'binary' as const]));
const UNPACK_PROBLEMS = ['broken_archive', 'compression_ratio', 'no_workbook', 'workbook_too_large'] as const;

/** Every call of the API, in the order of a list's life. A test holds that there is no other. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/lists',
    id: 'createList',
    summary: 'Upload a list',
    description:
      'A file (csv, tsv or txt, each also as .gz; xlsx) as a form or as the whole body, or JSON rows. It is durable before it is answered. With `start=false` the list is `ready` and has a `preview`.',
    access: 'key',
    query: listOptionsSchema,
    headers: {
      'Idempotency-Key':
        '1 to 255 printable ASCII characters. A request that is repeated with it meets the list of the first one.',
    },
    body: { 'multipart/form-data': 'file', 'application/json': jsonListSchema, ...RAW_BODIES },
    answers: {
      200: { says: 'The list that an earlier request with this Idempotency-Key made', content: LIST },
      202: { says: 'The new list', content: LIST },
    },
    problems: [
      'malformed_upload',
      'no_file',
      'too_many_files',
      'field_too_long',
      'invalid_json',
      'list_deleted',
      'upload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'invalid_rows',
      ...INTAKE_PROBLEM_CODES,
      ...UNPACK_PROBLEMS,
      'too_many_uploads',
      'storage_full',
    ],
  },
  {
    method: 'get',
    path: '/v1/lists',
    id: 'readLists',
    summary: 'Your lists, the newest first',
    access: 'key',
    query: listsQuerySchema,
    answers: { 200: { says: 'A page of lists', content: { json: 'ListPage' } } },
    problems: ['invalid_cursor'],
  },
  {
    method: 'get',
    path: '/v1/lists/{id}',
    id: 'readList',
    summary: 'A list and how far it has come',
    description: 'The parameters preview a list that is `ready` as `/start` would then read it.',
    access: 'key',
    query: formatOptionsSchema,
    answers: { 200: { says: 'The list', content: LIST } },
    problems: ['list_not_found', ...INTAKE_PROBLEM_CODES],
  },
  {
    method: 'post',
    path: '/v1/lists/{id}/start',
    id: 'startList',
    summary: 'Start a list that is ready',
    description: 'What is not said again stays as the upload said, or as it was found out.',
    access: 'key',
    body: { 'application/json': formatOptionsSchema, [FORM]: formatOptionsSchema },
    answers: { 200: { says: 'The list', content: LIST } },
    problems: [
      'list_not_found',
      'list_not_ready',
      'invalid_json',
      'body_too_large',
      'unsupported_media_type',
      ...INTAKE_PROBLEM_CODES,
    ],
  },
  {
    method: 'get',
    path: '/v1/lists/{id}/events',
    id: 'listEvents',
    summary: 'Follow a list by server-sent events',
    description: '`progress` whenever the list changed and `done` when it has ended; the data is the list.',
    access: 'key',
    answers: { 200: { says: 'Events, as long as the list runs', content: { types: ['text/event-stream'] } } },
    problems: ['list_not_found', 'too_many_listeners'],
  },
  {
    method: 'get',
    path: '/v1/lists/{id}/results',
    id: 'readResults',
    summary: 'A page of rows with their results',
    description: 'In the order of the file. A page may be short, even empty, and still have a `nextCursor`.',
    access: 'key',
    query: resultsQuerySchema,
    answers: { 200: { says: 'Rows', content: { json: 'ResultsPage' } } },
    problems: ['list_not_found', 'invalid_cursor', 'list_not_completed', 'list_not_started', 'list_failed'],
  },
  {
    method: 'get',
    path: '/v1/lists/{id}/download',
    id: 'downloadList',
    summary: 'Download a list',
    description:
      'Every original column, then ours. The whole file of a list that has ended has an ETag and takes a Range. `partial=true` gives a running list as it is; `safe=spreadsheet` a CSV of which no spreadsheet runs a cell.',
    access: 'key',
    query: z.object(downloadQueryFields),
    headers: { Range: 'One range of bytes.', 'If-None-Match': 'ETags that the client has.' },
    answers: {
      200: { says: 'The file', content: { types: CSV } },
      206: { says: 'A part of it', content: { types: CSV } },
      304: { says: 'The client has it already' },
    },
    problems: [
      'list_not_found',
      'list_not_completed',
      'list_not_started',
      'list_failed',
      'range_not_satisfiable',
      'too_many_downloads',
    ],
  },
  ...(['pause', 'resume', 'cancel'] as const).map(
    (change): Operation => ({
      method: 'post',
      path: `/v1/lists/{id}/${change}`,
      id: `${change}List`,
      summary: { pause: 'Pause a list', resume: 'Let a paused list go on', cancel: 'End a list as it is' }[change],
      access: 'key',
      answers: { 200: { says: 'The list', content: LIST } },
      problems: ['list_not_found', 'list_finished', 'list_not_started'],
    }),
  ),
  {
    method: 'delete',
    path: '/v1/lists/{id}',
    id: 'deleteList',
    summary: 'Delete a list and everything of it',
    access: 'key',
    answers: { 204: { says: 'It is gone' } },
    problems: ['list_not_found'],
  },
  {
    method: 'get',
    path: '/v1/verify',
    id: 'verify',
    summary: 'Verify one address',
    access: 'key',
    query: verifySchema,
    answers: {
      200: { says: 'Its result', content: { json: 'Result' } },
      202: { says: 'It takes longer; the result will be at `Location`', content: { json: 'Pending' } },
    },
    problems: ['real_time_unavailable', 'too_many_checks'],
  },
  {
    method: 'post',
    path: '/v1/verify',
    id: 'verifyAll',
    summary: 'Verify one address, or up to 1,000',
    access: 'key',
    body: { 'application/json': z.union([verifySchema, verifyAllSchema]), [FORM]: verifySchema },
    answers: {
      200: { says: 'The result, or those of `emails` in their order', content: { json: 'Results' } },
      202: { says: 'What is known by now; the rest will be at `Location`', content: { json: 'Results' } },
    },
    problems: ['invalid_json', 'body_too_large', 'unsupported_media_type', 'real_time_unavailable', 'too_many_checks'],
  },
  {
    method: 'get',
    path: '/v1/verify/{id}',
    id: 'readVerification',
    summary: 'What became of a verification that took longer',
    description: 'Kept for an hour.',
    access: 'key',
    answers: {
      200: { says: 'The result or results', content: { json: 'Results' } },
      202: { says: 'It is not known yet', content: { json: 'Results' } },
    },
    problems: ['verification_not_found', 'real_time_unavailable'],
  },
  ...(['get', 'post'] as const).map(
    (method): Operation => ({
      method,
      path: '/real-time/',
      id: method === 'get' ? 'realTime' : 'postRealTime',
      summary: 'Verify one address, for clients of Bulk Email Checker',
      description: 'Its parameters and its answer. It always has a status: `unknown` if need be.',
      access: 'anybody',
      ...(method === 'get' ? { query: realTimeSchema } : { body: { [FORM]: realTimeSchema } }),
      answers: { 200: { says: 'The result', content: { json: 'RealTime' } } },
      problems: [
        'unauthorized',
        ...(method === 'get' ? [] : (['unsupported_media_type', 'body_too_large', 'invalid_json'] as const)),
      ],
    }),
  ),
  {
    method: 'post',
    path: '/v1/session',
    id: 'startSession',
    summary: 'Exchange a key for a cookie',
    description: 'For browsers. Writes by cookie are taken from the pages of this server alone.',
    access: 'key',
    answers: { 200: { says: 'The cookie is set; null where no key is needed', content: { json: 'Session' } } },
    problems: [],
  },
  {
    method: 'delete',
    path: '/v1/session',
    id: 'endSession',
    summary: 'Take the cookie away',
    access: 'key',
    answers: { 204: { says: 'It is gone' } },
    problems: [],
  },
  {
    method: 'get',
    path: '/healthz',
    id: 'healthz',
    summary: 'Whether the process answers',
    access: 'anybody',
    answers: { 200: { says: 'It does', content: { json: 'Health' } } },
    problems: [],
  },
  {
    method: 'get',
    path: '/readyz',
    id: 'readyz',
    summary: 'Whether storage and Redis answer',
    access: 'anybody',
    answers: {
      200: { says: 'Both do', content: { json: 'Readiness' } },
      503: { says: 'Not all do; uploads are taken without Redis too', content: { json: 'Readiness' } },
    },
    problems: [],
  },
  {
    method: 'get',
    path: '/openapi.json',
    id: 'openapi',
    summary: 'This document',
    access: 'anybody',
    answers: { 200: { says: 'OpenAPI 3.1', content: { types: ['application/json'] } } },
    problems: [],
  },
  {
    method: 'get',
    path: '/docs',
    id: 'docs',
    summary: 'This document as a page',
    access: 'anybody',
    answers: { 200: { says: 'HTML', content: { types: ['text/html'] } } },
    problems: [],
  },
];
