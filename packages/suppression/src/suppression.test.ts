import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir } from '@mailsift/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSuppression, type Suppression } from './createSuppression.ts';
import { describeFaults, readSuppressionFiles } from './readFiles.ts';

async function fileOf(text: string): Promise<string> {
  const file = join(await createTestDir(), 'suppressed.txt');
  await writeFile(file, text);
  return file;
}

async function suppressionOf(...lines: string[]): Promise<Suppression> {
  return createSuppression(await readSuppressionFiles([await fileOf(`${lines.join('\n')}\n`)]));
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

describe('what is suppressed', { timeout: 60_000 }, () => {
  it('is an address in whatever case, and no other of its domain', async () => {
    const { find } = await suppressionOf('Some.One@Example.com');
    expect([find('some.one@example.com'), find('SOME.ONE@example.com')]).toEqual(['address', 'address']);
    expect([find('someone@example.com'), find('some.one+x@example.com'), find('a@example.com')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is a domain, without those under it', async () => {
    const { find } = await suppressionOf('example.com');
    expect([find('a@example.com'), find('B@EXAMPLE.com')]).toEqual(['domain', 'domain']);
    expect([find('a@sub.example.com'), find('a@notexample.com'), find('a@com'), find('a@example.com.de')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each(['.example.com', '*.example.com'])('is, by %s, a domain and all that is under it', async (line) => {
    const { find } = await suppressionOf(line);
    expect(['example.com', 'a.example.com', 'b.a.example.com'].map((domain) => find(`x@${domain}`))).toEqual([
      'domain',
      'domain',
      'domain',
    ]);
    expect(['notexample.com', 'example.de', 'com'].map((domain) => find(`x@${domain}`))).toEqual([null, null, null]);
  });

  it.each(['md5', 'sha1', 'sha256'])('is an address whose %s is given, in whatever case', async (algorithm) => {
    const { find } = await suppressionOf(digest(algorithm, 'a@example.com').toUpperCase());
    expect([find('A@example.com'), find('b@example.com')]).toEqual(['address', null]);
  });

  it('says of an address on both that it is the address', async () => {
    const { find } = await suppressionOf('example.com', 'a@example.com');
    expect([find('a@example.com'), find('b@example.com')]).toEqual(['address', 'domain']);
  });

  it('is what a plain look through the lines says', async () => {
    const label = fc.constantFrom('a', 'b', 'c');
    const domain = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => `${labels.join('.')}.de`);
    const address = fc.tuple(label, domain).map((parts) => parts.join('@'));
    const line = fc.oneof(
      address,
      domain,
      domain.map((name) => `.${name}`),
      address.map((name) => digest('md5', name)),
      fc.constantFrom('# c', ''),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.array(address, { maxLength: 20 }), async (lines, asked) => {
        const { find } = await suppressionOf(...lines);
        for (const each of asked) {
          const name = each.slice(each.indexOf('@') + 1);
          const below = lines.some((entry) => entry.startsWith('.') && `.${name}`.endsWith(entry));
          const isAddress = lines.includes(each) || lines.includes(digest('md5', each));
          expect(find(each)).toBe(isAddress ? 'address' : below || lines.includes(name) ? 'domain' : null);
        }
      }),
    );
  });
});

describe('suppression files', () => {
  it('count their entries, and tell every line that is none with its number', async () => {
    const first = await fileOf('\uFEFFa@example.com\r\n\r\nnot an entry\r\nexample.com');
    const second = await fileOf('# mine\n.example.org\na@@b\n');
    const { entries, faults } = await readSuppressionFiles([first, second]);
    expect(entries).toBe(3);
    expect(describeFaults(faults)).toEqual([
      expect.stringMatching(new RegExp(`^${first}:3: .{5,}`)),
      expect.stringMatching(new RegExp(`^${second}:3: .{5,}`)),
    ]);
  });

  it('tell the first lines that are none, and how many more', async () => {
    const file = await fileOf(`example.com\n${'nonsense\n'.repeat(500)}`);
    const { faults } = await readSuppressionFiles([file], { mostFaults: 2 });
    expect(describeFaults(faults)).toEqual([
      expect.stringContaining(`${file}:2: `),
      expect.stringContaining(`${file}:3: `),
      'and 498 lines more',
    ]);
  });

  it('are refused where they hold nothing but other lines, cannot be read, or are endless', async () => {
    const wrong = await fileOf('email,reason\na b c,bounced\n');
    await expect(readSuppressionFiles([wrong])).rejects.toThrow(/is it a suppression file\? Line 1: /);
    await expect(readSuppressionFiles(['/nowhere/x.txt'])).rejects.toThrow(/^\/nowhere\/x.txt cannot be read: ENOENT/);
    await expect(readSuppressionFiles([await createTestDir()])).rejects.toThrow('EISDIR');
    const many = await fileOf('a.de\nb.de\nc.de\n');
    await expect(readSuppressionFiles([many], { mostEntries: 2 })).rejects.toThrow('more than 2 entries');
  });

  it('may be empty', async () => {
    const { entries, faults } = await readSuppressionFiles([await fileOf(''), await fileOf('# nothing yet\n')]);
    expect([entries, faults.count]).toEqual([0, 0]);
  });
});
