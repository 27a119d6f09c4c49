import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { storeKeys } from '@mailsift/lists';
import { describe, expect, it } from 'vitest';
import {
  createdId,
  formOf,
  jsonOf,
  MAX_UPLOAD,
  problemOf,
  startTestApi,
  type TestApi,
  upload,
} from '../../testApi.fixture.ts';
import { partsOf, sheetOf, workbookOf, zipOf } from './xlsx/zip.fixture.ts';

const CSV = 'name,email\nAda,ada@example.com\nBob,bob@example.org\n';
const EMAILS = sheetOf('<c t="str"><v>email</v></c>', '<c t="str"><v>ada@example.com</v></c>');

async function storedText(api: TestApi, listId: string): Promise<string> {
  for await (const key of api.store.list(storeKeys.list(listId))) {
    const found = await api.store.read(key);
    if (found !== null && key.includes('/upload-')) return text(found.stream);
  }
  throw new Error('There is no upload');
}

const csvOf = async (content: Uint8Array<ArrayBuffer>) => {
  const api = await startTestApi();
  return storedText(api, await createdId(await upload(api, formOf(content))));
};

describe('an upload', () => {
  it('that is gzipped is stored as what is in it, whatever it is called', async () => {
    expect(await csvOf(Buffer.from(gzipSync(CSV)))).toBe(CSV);
    const twoMembers = Buffer.concat([gzipSync(CSV.slice(0, 11)), gzipSync(CSV.slice(11))]);
    expect(await csvOf(twoMembers)).toBe(CSV);
  });

  it('that is gzipped may be the whole body', async () => {
    const api = await startTestApi();
    const headers = { 'Content-Type': 'application/gzip' };
    const answer = await fetch(`${api.url}/v1/lists?name=x`, { method: 'POST', headers, body: gzipSync(CSV) });
    expect(await storedText(api, await createdId(answer))).toBe(CSV);
  });

  it('that is a workbook is stored as the CSV of its first visible sheet', async () => {
    const path = new URL('./xlsx/samples/people.xlsx', import.meta.url);
    expect(await csvOf(Buffer.from(await readFile(path)))).toBe(
      [
        'name,email,since,phone,ok',
        '"Ada ""the"" <b>, Countess",ada@example.com,2024-02-29,441234567890,TRUE',
        ',bob@example.org,2024-03-01T12:30:00,1.5,FALSE',
        '"Zoë\nline",zoe@example.net,,+41 1',
        '',
      ].join('\r\n'),
    );
  });

  it('that is a workbook may name columns, leave cells out and spell texts in any way', async () => {
    const sheet = sheetOf(
      '<c r="A1" t="inlineStr"><is><r><t>em</t></r><r><t>ail</t></r></is></c><c r="C1" t="s"><v>1</v></c>',
      '<c r="A2" t="s"><v>0</v></c><c r="AA2"><v>4.4123456789E11</v></c>',
    );
    const shared =
      '<x:sst><x:si><x:t>ada@a.example</x:t></x:si><x:si><x:t>a &amp; b</x:t><x:rPh><x:t>no</x:t></x:rPh></x:si></x:sst>';
    const csv = await csvOf(workbookOf(sheet, { 'xl/sharedStrings.xml': shared }));
    expect(csv).toBe(`email,,a & b\r\nada@a.example${','.repeat(26)}441234567890\r\n`);
  });
});

const bomb = '<worksheet><sheetData>'.padEnd(32 * 1024 * 1024);
const FAULTS: readonly (readonly [string, () => Uint8Array<ArrayBuffer>, string])[] = [
  ['that is a gzip bomb', () => gzipSync(Buffer.alloc(32 * 1024 * 1024, 'a')), '413 upload_too_large'],
  ['that is cut off', () => gzipSync(CSV.repeat(1_000)).subarray(0, 60), '422 broken_archive'],
  ['that is gzip of gzip', () => gzipSync(gzipSync(CSV)), '422 not_text'],
  ['that is another zip file', () => zipOf({ 'list.csv': CSV }), '422 no_workbook'],
  ['that is half a workbook', () => workbookOf(EMAILS).subarray(0, 300), '422 broken_archive'],
  ['whose sheet is a bomb', () => workbookOf(bomb), '422 compression_ratio'],
  ['whose sheet holds more than it says', () => zipOf(partsOf(EMAILS), { uncompressedSize: 5 }), '422 broken_archive'],
  ['whose sheet is no XML', () => workbookOf('<worksheet><c></d>'), '422 broken_archive'],
  ['whose sheet is one endless text', () => workbookOf(`<worksheet>${randomText(3)}`), '422 broken_archive'],
  [
    'whose sheet defines entities',
    () => workbookOf(`<!DOCTYPE a [<!ENTITY e "x">]>${EMAILS.replace('email', '&e;')}`),
    '422 broken_archive',
  ],
  ['with a cell in column ZZZ', () => workbookOf(sheetOf('<c r="ZZZ1"><v>1</v></c>')), '422 broken_archive'],
  [
    'whose sheet leads out of it',
    () =>
      workbookOf(EMAILS, {
        'xl/_rels/workbook.xml.rels': '<R><Relationship Id="rId1" Target="../../../etc/passwd"/></R>',
      }),
    '422 no_workbook',
  ],
];

/** MiB of text that hardly packs. */
function randomText(mebibytes: number): string {
  return Array.from({ length: mebibytes * 8 }, (_, at) => String(at)).join('x'.repeat(128 * 1024));
}

describe('D2 an upload leaves nothing behind', () => {
  it.each(FAULTS)('%s', async (_what, content, problem) => {
    const api = await startTestApi();
    expect(await problemOf(await upload(api, formOf(content())))).toBe(problem);
    expect(await api.stored()).toEqual([]);
  });
});

describe('a list that is JSON', () => {
  const post = async (api: TestApi, body: unknown) =>
    fetch(`${api.url}/v1/lists`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('of addresses has one column', async () => {
    const api = await startTestApi();
    const answer = await post(api, ['ada@example.com', '', 'a,b']);
    expect(answer.status).toBe(202);
    expect(await storedText(api, await createdId(answer))).toBe('email\r\nada@example.com\r\n""\r\n"a,b"\r\n');
  });

  it('of objects has the columns they name, and options beside it', async () => {
    const api = await startTestApi();
    const rows: readonly object[] = [
      { name: 'Ada', email: 'ada@example.com' },
      { email: 'bob@example.org', tags: ['x', 1], toString: 7 },
    ];
    const answer = await post(api, { rows, name: 'two', start: false });
    const list = await jsonOf(answer.clone());
    expect(list).toMatchObject({ name: 'two', state: 'ready', preview: { emailColumn: 2, delimiter: ',' } });
    expect(await storedText(api, await createdId(answer))).toBe(
      'name,email,tags,toString\r\nAda,ada@example.com,,\r\n,bob@example.org,"[""x"",1]",7\r\n',
    );
  });

  it.each([
    ['{', '400 invalid_json'],
    ['7', '422 invalid_rows'],
    [[1], '422 invalid_rows'],
    [['a@b.example', { email: 'c@d.example' }], '422 invalid_rows'],
    [[], '422 empty_file'],
    [{ rows: ['a@b.example'], colour: 'red' }, '400 unknown_field'],
    [[Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`c${at}`, 1]))], '422 too_many_columns'],
    [['x'.repeat(9 * 1024 * 1024)], '413 upload_too_large'],
    [
      [...Array.from({ length: 20 }, (_, at) => ({ [`c${at}`]: 1 })), ...Array(400_000).fill({})],
      '413 upload_too_large',
    ],
  ])('is refused where it is none: %#', async (body, problem) => {
    const api = await startTestApi();
    expect(await problemOf(await post(api, body))).toBe(problem);
    expect(await api.stored()).toEqual([]);
  });

  it('is no larger than a file may be', () => {
    expect(MAX_UPLOAD).toBeLessThan(8 * 1024 * 1024);
  });
});
