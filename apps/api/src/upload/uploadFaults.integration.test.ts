import { readdir } from 'node:fs/promises';
import { createFolderStore, type Store } from '@mailsift/lists';
import { createTestDir } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createStoreControl } from '../storeControl.fixture.ts';
import { CSV, formOf, jsonOf, MAX_UPLOAD, problemOf, startTestApi, upload } from '../testApi.fixture.ts';

const twoFiles = () => {
  const form = formOf(CSV);
  form.append('file', new Blob([CSV]), 'more.csv');
  return form;
};
const fieldsOnly = () => {
  const form = new FormData();
  form.append('name', 'no file');
  return form;
};
const otherField = () => {
  const form = new FormData();
  form.append('list', new Blob([CSV]), 'people.csv');
  return form;
};
const quoted = `email\n${'a@example.com\n'.repeat(3)}"b@example.com\n${'c@example.com\n'.repeat(30_000)}`;

const FAULTS: readonly (readonly [what: string, form: () => FormData, problem: string])[] = [
  ['without a file', fieldsOnly, '400 no_file'],
  ['of an empty file', () => formOf(''), '422 empty_file'],
  ['of a header alone', () => formOf('name,email\n'), '422 empty_file'],
  ['that is too large', () => formOf('a@example.com\n'.repeat(MAX_UPLOAD / 14 + 1)), '413 upload_too_large'],
  ['of what is no text', () => formOf(new Uint8Array(2_000).map((_, at) => at % 7)), '422 not_text'],
  ['without an email column', () => formOf('a,b\n1,2\n'), '422 no_email_column'],
  ['with two of them', () => formOf('x,y\na@example.com,b@example.com\n'), '422 ambiguous_email_column'],
  ['whose email column is not there', () => formOf(CSV, { emailColumn: 'mail' }), '422 unknown_email_column'],
  ['with a quote never closed', () => formOf(quoted), '422 broken_quote'],
  ['with a row that does not end', () => formOf(`email\n${'x'.repeat(300_000)}`), '422 row_too_long'],
  ['with too many columns', () => formOf(`email\n${','.repeat(1_001)}`), '422 too_many_columns'],
  ['of two files', twoFiles, '400 too_many_files'],
  ['under another field', otherField, '400 unknown_field'],
  ['with an unknown field before', () => formOf(CSV, { colour: 'red' }), '400 unknown_field'],
  ['with an unknown field after', () => formOf(CSV, {}, { colour: 'red' }), '400 unknown_field'],
  ['with nested field names', () => formOf(CSV, { 'name[a][b]': 'x' }), '400 unknown_field'],
  ['with a prototype as field', () => formOf(CSV, { __proto__x: 'x' }), '400 unknown_field'],
  ['with too long a name', () => formOf(CSV, {}, { name: 'x'.repeat(201) }), '400 invalid_request'],
  ['with a far too long field', () => formOf(CSV, {}, { name: 'x'.repeat(5_000) }), '400 field_too_long'],
  ['with a field that is no flag', () => formOf(CSV, { start: 'maybe' }), '400 invalid_request'],
  ['with an odd delimiter', () => formOf(CSV, { delimiter: '#' }), '400 invalid_request'],
  ['with a webhook that is no web address', () => formOf(CSV, { webhookUrl: 'ftp://a/b' }), '400 invalid_request'],
  [
    'with a password in its webhook',
    () => formOf(CSV, { webhookUrl: 'https://u:p@a.example/' }),
    '400 invalid_request',
  ],
];

describe('D2 a failed upload leaves nothing behind', () => {
  it.each(FAULTS)('an upload %s', async (_what, form, problem) => {
    const api = await startTestApi();
    expect(await problemOf(await upload(api, form()))).toBe(problem);
    expect(await api.stored()).toEqual([]);
    expect((await readdir(api.folder, { recursive: true })).filter((name) => name !== 'lists')).toEqual([]);
    expect(api.logged).toEqual([]);
  });

  it('an upload with an Idempotency-Key, which can be repeated then', async () => {
    const api = await startTestApi();
    const headers = { 'Idempotency-Key': 'again' };
    expect(await problemOf(await upload(api, formOf('a,b\n1,2\n'), headers))).toBe('422 no_email_column');
    expect(await api.stored()).toEqual([]);
    expect((await upload(api, formOf(CSV), headers)).status).toBe(202);
  });

  it('a body that is no upload', async () => {
    const api = await startTestApi();
    const post = async (body: string, headers: Record<string, string>) =>
      problemOf(await fetch(`${api.url}/v1/lists`, { method: 'POST', body, headers }));
    expect(await post('<a/>', { 'Content-Type': 'application/xml' })).toBe('415 unsupported_media_type');
    expect(await post(CSV, { 'Content-Type': 'text/csv', 'Content-Encoding': 'gzip' })).toBe(
      '415 unsupported_media_type',
    );
    expect(await post('', { 'Content-Type': 'text/csv' })).toBe('400 no_file');
    expect(await post(CSV, { 'Content-Type': 'multipart/form-data' })).toBe('400 malformed_upload');
    expect(await post('--x\r\nbroken', { 'Content-Type': 'multipart/form-data; boundary=x' })).toBe(
      '400 malformed_upload',
    );
    expect(await post(`${CSV}\0\0\0\x01`.repeat(99), { 'Content-Type': 'text/csv' })).toBe('422 not_text');
    expect(await post(CSV, { 'Content-Type': 'text/csv', 'Idempotency-Key': 'é'.repeat(3) })).toBe(
      '400 invalid_request',
    );
    expect(await api.stored()).toEqual([]);
  });

  it('a store that fails while it is written to', async () => {
    const folder = createFolderStore(await createTestDir());
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const store: Store = {
      ...folder,
      async putIfAbsent(key, body) {
        if (typeof body === 'string' || body instanceof Uint8Array) return folder.putIfAbsent(key, body);
        for await (const _ of body) throw full;
        throw full;
      },
    };
    const api = await startTestApi({ store });
    expect(await problemOf(await upload(api, formOf(CSV.repeat(20_000))))).toBe('507 storage_full');
    expect(await api.stored()).toEqual([]);
  });

  it('a manifest that cannot be committed', async () => {
    const store = createFolderStore(await createTestDir());
    const accept = () => Promise.reject(new Error('secret of the store'));
    const api = await startTestApi({ store, control: { ...createStoreControl(store), accept } });
    const answer = await upload(api, formOf(CSV));
    const text = await answer.clone().text();
    expect(await problemOf(answer)).toBe('500 internal_error');
    expect(text).not.toContain('secret');
    expect(await api.stored()).toEqual([]);
    expect(api.logged).toHaveLength(1);
  });

  it('keeps the bytes of a list that was committed though the commit failed', async () => {
    const store = createFolderStore(await createTestDir());
    const control = createStoreControl(store);
    const accept: typeof control.accept = async (manifest) => {
      await control.accept(manifest);
      throw new Error('The answer was lost');
    };
    const api = await startTestApi({ store, control: { ...control, accept } });
    const headers = { 'Idempotency-Key': 'lost' };
    expect(await problemOf(await upload(api, formOf(CSV), headers))).toBe('500 internal_error');
    expect(kindsOf(await api.stored())).toEqual(['ages', 'lists', 'manifests', 'owners']);
  });
});

describe('a refused file', () => {
  it('names the columns there are, the line of a fault and the limit', async () => {
    const api = await startTestApi();
    expect(await jsonOf(await upload(api, formOf('a,b\n1,2\n', { hasHeader: 'true' })))).toMatchObject({
      columns: ['a', 'b'],
    });
    expect(await jsonOf(await upload(api, formOf(quoted)))).toMatchObject({ line: 5 });
    const large = 'a@example.com\n'.repeat(MAX_UPLOAD / 14 + 1);
    expect(await jsonOf(await upload(api, formOf(large)))).toMatchObject({ maxBytes: MAX_UPLOAD });
  });
});

/** What kinds of objects there are: one of each. */
function kindsOf(keys: readonly string[]): (string | undefined)[] {
  return keys.map((key) => key.split('/')[0]);
}
