import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListFormat, Preview, SniffHints, SniffResult } from './listFormat.ts';
import type { IntakeProblem } from './problems.ts';
import { sniff } from './sniff.ts';

function run(input: string | Buffer, hints: Partial<SniffHints> = {}): SniffResult {
  return sniff(typeof input === 'string' ? Buffer.from(input) : input, { complete: true, ...hints });
}

function found(input: string | Buffer, hints: Partial<SniffHints> = {}): ListFormat & Preview {
  const result = run(input, hints);
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return { ...result.format, ...result.preview };
}

function problemOf(input: string | Buffer, hints: Partial<SniffHints> = {}): IntakeProblem {
  const result = run(input, hints);
  if (result.ok) throw new Error(`no problem: ${JSON.stringify(result.format)}`);
  return result.problem;
}

const LIST = 'name,email,city\nAnn,ann@x.com,Rome\nBob,bob@y.org,Oslo\n';

describe('a plain list', () => {
  test('is read as it is', () => {
    expect(run(LIST)).toEqual({
      ok: true,
      format: {
        encoding: 'utf-8',
        bom: false,
        delimiter: ',',
        skipLines: 0,
        hasHeader: true,
        header: ['name', 'email', 'city'],
        emailColumn: 1,
      },
      preview: {
        columns: ['name', 'email', 'city'],
        rows: [
          ['Ann', 'ann@x.com', 'Rome'],
          ['Bob', 'bob@y.org', 'Oslo'],
        ],
        confidence: 1,
      },
    });
  });

  test('shows its first five rows', () => {
    const text = Array.from({ length: 9 }, (_, at) => `a${at}@x.com`).join('\n');
    expect(found(text).rows).toEqual([['a0@x.com'], ['a1@x.com'], ['a2@x.com'], ['a3@x.com'], ['a4@x.com']]);
  });

  test.each([
    ['one column', 'a@x.com\nb@x.com\n', { hasHeader: false, emailColumn: 0, header: [] }],
    ['one column with a header', 'email\na@x.com\n', { hasHeader: true, emailColumn: 0 }],
    ['one row without a line end', 'a@x.com', { hasHeader: false, emailColumn: 0 }],
    ['one row of several columns', '7;Ann;a@x.com', { hasHeader: false, emailColumn: 2, delimiter: ';' }],
    ['sandbox domains', 'a@greylist.test\nb@full.test\n', { hasHeader: false, emailColumn: 0 }],
    ['a pipe in a local part', 'a|b@x.com\nc@x.com\nd@x.com', { delimiter: ',', emailColumn: 0 }],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toMatchObject(expected);
  });
});

describe('delimiter', () => {
  test.each([
    [';', 'name;email;price\n"Doe, John";j@x.com;1,5\n"Roe, Jane";r@x.com;2,5\n'],
    ['\t', 'name\temail\nDoe, John\tj@x.com\nRoe, Jane\tr@x.com\n'],
    ['|', '1|j@x.com\n2|r@x.com\n'],
    [',', 'email,tags\nj@x.com,"a;b;c"\nr@x.com,"a;b"\n'],
    [',', '"Doe; John",j@x.com\n"Roe; Jane",r@x.com\n'],
  ])('%j is found', (delimiter, text) => {
    expect(found(text).delimiter).toBe(delimiter);
  });

  test('a hint decides', () => {
    expect(found('a@x.com;1\n', { delimiter: ';' }).rows).toEqual([['a@x.com', '1']]);
    expect(problemOf('a@x.com;1\nb@x.com;2\n', { delimiter: '\t' }).code).toBe('no_email_column');
  });

  test.each(['sep=;\r\n', 'SEP=;\n', '"sep=;"\r', '\uFEFFsep=;\r\n'])('a first line of %j names it', (line) => {
    const result = found(`${line}email;a,b\nj@x.com;1\n`);
    expect(result).toMatchObject({ delimiter: ';', skipLines: 1, header: ['email', 'a,b'], rows: [['j@x.com', '1']] });
  });

  test('a sep= line of another character is skipped and the delimiter found', () => {
    expect(found('sep=:\nemail,n\nj@x.com,1\n')).toMatchObject({
      delimiter: ',',
      skipLines: 1,
      header: ['email', 'n'],
    });
  });
});

describe('header', () => {
  test.each(['E-Mail', 'Email Address', 'EMAIL_ADDRESS', 'mail', 'Correo electrónico', 'Adresse e-mail', 'Courriel'])(
    '%s is a name of the address column',
    (name) => {
      const result = found(`id,${name},backup\n1,a@x.com,b@x.com\n2,c@x.com,d@x.com\n`);
      expect(result).toMatchObject({ hasHeader: true, emailColumn: 1 });
    },
  );

  test.each(['邮箱', '电子邮件', 'メールアドレス', '이메일', 'Почта', 'E-posta', 'البريد الإلكتروني'])(
    'so is %s',
    (name) => {
      const result = found(`id,${name},x\n1,a@x.com,b@x.com\n2,c@x.com,d@x.com\n`);
      expect(result).toMatchObject({ hasHeader: true, emailColumn: 1 });
    },
  );

  test('unknown names above addresses are a header', () => {
    expect(found('foo,bar\n1,a@x.com\n').hasHeader).toBe(true);
  });

  test('a first row with a bad address, a number or nothing where addresses stand is no header', () => {
    expect(found('1,a@@x\n2,b@x.com\n').hasHeader).toBe(false);
    expect(found('1,42\n2,b@x.com\n').hasHeader).toBe(false);
    expect(found('1,\n2,b@x.com\n').hasHeader).toBe(false);
  });

  test('a hint decides', () => {
    expect(found(LIST, { hasHeader: false })).toMatchObject({ header: [], emailColumn: 1, hasHeader: false });
    expect(found('a@x.com\nb@x.com', { hasHeader: true })).toMatchObject({ header: ['a@x.com'], rows: [['b@x.com']] });
  });

  test('names that objects have, duplicates and empty names stay as they are', () => {
    const header = ['__proto__', 'constructor', 'email', '', 'x', 'x', ''];
    const result = found(`${header.join(',')}\n1,2,a@x.com,4,5,6,7,8\n`);
    expect(result.header).toEqual(header);
    expect(result.columns).toEqual(['__proto__', 'constructor', 'email', 'column 4', 'x', 'x', 'column 7', 'column 8']);
  });
});

describe('email column', () => {
  test('is known by its cells where no name tells', () => {
    const result = found('foo,bar,baz\n1,a@x.com,x\n2,not given,y\n3,c@x.com,z\n');
    expect(result.emailColumn).toBe(1);
    expect(result.confidence).toBeLessThan(0.7);
  });

  test('the fuller of two equally named columns is meant', () => {
    const text = 'email 1,email 2\na@x.com,\nb@x.com,\nc@x.com,d@x.com\n';
    expect(found(text).emailColumn).toBe(0);
  });

  test('two equal columns are a question', () => {
    expect(problemOf('foo,bar,n\na@x.com,b@x.com,1\nc@x.com,d@x.com,2\n')).toMatchObject({
      code: 'ambiguous_email_column',
      columns: ['foo', 'bar'],
    });
    expect(problemOf('a@x.com,b@x.com\nc@x.com,d@x.com\n').columns).toEqual(['column 1', 'column 2']);
  });

  test('none is a problem that lists what there is', () => {
    const problem = problemOf('name,city\nAnn,Rome\nBob,Oslo\n');
    expect(problem).toMatchObject({ code: 'no_email_column', columns: ['name', 'city'] });
    expect(problem.message).toContain('emailColumn');
  });

  test('one by name whose rows are all bad is checked all the same', () => {
    expect(found('id,email\n1,foo\n2,bar\n')).toMatchObject({ emailColumn: 1 });
  });

  test.each([
    ['backup', 2],
    [' BACKUP ', 2],
    ['e mail', 1],
    ['3', 2],
    ['1', 0],
  ])('a hint of %j is column %i', (emailColumn, column) => {
    const text = 'id,e-mail,backup\n1,a@x.com,b@x.com\n';
    expect(found(text, { emailColumn })).toMatchObject({ emailColumn: column, confidence: 1 });
  });

  test.each(['nope', '4', '0', '-1', '', '__proto__'])('a hint of %j is unknown', (emailColumn) => {
    const problem = problemOf(LIST, { emailColumn });
    expect(problem).toMatchObject({ code: 'unknown_email_column', columns: ['name', 'email', 'city'] });
  });

  test('a name that is a number is a name first', () => {
    expect(found('2,1\na@x.com,b@x.com\n', { hasHeader: true, emailColumn: '1' }).emailColumn).toBe(1);
  });
});

describe('what is no list', () => {
  test.each([
    ['nothing', ''],
    ['line ends', '\n\r\n\n'],
    ['a byte order mark', '\uFEFF'],
    ['a header', 'email,name\n'],
  ])('a file of %s is empty', (_, text) => {
    expect(problemOf(text).code).toBe('empty_file');
  });

  test.each([
    ['.xlsx', Buffer.from('504b030414000600', 'hex')],
    ['.gz', Buffer.from('1f8b0800', 'hex')],
    ['PDF', Buffer.from('%PDF-1.7')],
    ['GIF', Buffer.from('GIF89a')],
    ['.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['binary', Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 7) % 32))],
    ['binary', Buffer.alloc(1_000)],
  ])('%s is named in the message', (name, bytes) => {
    const problem = problemOf(bytes);
    expect(problem.code).toBe('not_text');
    expect(problem.message).toContain(name);
  });

  test('a stray NUL does not make a text binary', () => {
    expect(found('email,n\na@x.com,1\0\nb@x.com,2\n').rows[0]).toEqual(['a@x.com', '1\0']);
  });

  test('a broken row anywhere in the head is reported with its line', () => {
    const rows = 'a@x.com,1\n'.repeat(2_000);
    expect(problemOf(`${rows}b@x.com,"2\n${rows}`)).toMatchObject({ code: 'broken_quote', line: 2_001 });
    expect(problemOf(`${rows}${'x'.repeat(300_000)}\n${rows}`)).toMatchObject({ code: 'row_too_long', line: 2_001 });
    expect(problemOf(`${rows}${','.repeat(2_000)}\n`)).toMatchObject({ code: 'too_many_columns', line: 2_001 });
  });

  test('a row cut by the end of the head is no problem', () => {
    expect(found(`${LIST}Cy,"cut`, { complete: false }).rows).toHaveLength(2);
  });

  test('names from the file cannot flood or garble a message', () => {
    const columns = Array.from({ length: 900 }, (_, at) => `c\u001b[31m${at}${'x'.repeat(100)}`);
    const problem = problemOf(`${columns.join(',')}\n1,2\n`);
    expect(problem.message.length).toBeLessThan(1_500);
    expect(problem.message).not.toMatch(/\p{Cc}/u);
    expect(problem.columns).toHaveLength(50);
  });
});

describe('properties', () => {
  test('any bytes are read or refused, never thrown over, and the answer is plain JSON', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('a@x.com', '\n', ',', ';', '"', 'email', '\r\n', '\t').map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (parts, complete) => {
        const result = sniff(Buffer.concat(parts), { complete });
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        if (result.ok) expect(result.format.emailColumn).toBeLessThan(result.preview.columns.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
