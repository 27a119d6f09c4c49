import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '@mailsift/queues';
import { createTestDir, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { sandbox, startCheckWorld } from './checks.fixture.ts';

const OWNER = 'ada';

describe('a real-time check', () => {
  it('is answered as a list would be', async () => {
    const { checks, startWorker } = await startCheckWorld();
    await startWorker();
    const emails = [
      'user-rt@exists.test',
      'unknown-rt@exists.test',
      'not an address',
      'user@null-mx.test',
      'a@catch-all.test',
    ];
    const answers = await Promise.all(emails.map((email) => checks.check({ owner: OWNER, email, timeoutMs: 30_000 })));
    expect(answers.map(eventOf)).toEqual([
      'mailbox_exists',
      'mailbox_does_not_exist',
      'invalid_syntax',
      'mxserver_does_not_exist',
      'is_catchall',
    ]);
  });

  it('of a suppressed address is failed, and nobody is asked', async () => {
    const { checks, startWorker } = await startCheckWorld();
    const file = join(await createTestDir(), 'suppressed.txt');
    await writeFile(file, 'user-suppressed@exists.test\n.small.test\n');
    await startWorker({ SUPPRESSION_FILES: file });
    const emails = ['User-Suppressed@exists.test', 'user-suppressed@d1.small.test', 'user-free@exists.test'];
    const answers = await Promise.all(emails.map((email) => checks.check({ owner: OWNER, email, timeoutMs: 30_000 })));
    expect(answers.map(eventOf)).toEqual(['blacklisted_address', 'blacklisted_domain', 'mailbox_exists']);
    const asked = emails.map((email) => sandbox.counts().addresses.get(email) ?? 0);
    expect(asked).toEqual([0, 0, 1]);
  });

  it('tells what was said, over all its runs, to who wants to know', async () => {
    const { checks, startWorker } = await startCheckWorld();
    await startWorker();
    const email = 'user-explained@greylist.test';
    const check = await checks.check({ owner: OWNER, email, timeoutMs: 30_000, explain: true });
    const lines = (check.kind === 'done' ? check.conversation : null) ?? [];
    const said = lines.map(({ from, text }) => `${from} ${text}`);
    expect(said.filter((line) => line === `client RCPT TO:<${email}>`).length).toBe(2);
    expect(said.findIndex((line) => line.startsWith('server 451'))).toBeLessThan(
      said.findLastIndex((line) => line.startsWith('server 250 2.1.5')),
    );
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((one, other) => one - other));
  });

  it('that is greylisted is pending, and to be found when the server lets it pass, by who asked alone', async () => {
    const { checks, startWorker } = await startCheckWorld();
    await startWorker();
    const email = 'user-rt@greylist.test';
    const asked = await checks.check({ owner: OWNER, email, timeoutMs: 500 });
    if (asked.kind !== 'pending') throw new Error(`It is ${asked.kind}`);
    expect(await checks.find('bob', asked.id)).toBeNull();
    const found = await waitUntil(async () => {
      const check = await checks.find(OWNER, asked.id);
      return check?.kind === 'done' ? check : null;
    });
    expect(found.result).toMatchObject({ status: 'passed', attempts: 2 });
    expect(sandbox.counts().addresses.get(email)).toBe(2);
  });

  it('waits for a worker, and is turned away where too many do', async () => {
    const { checks, startWorker } = await startCheckWorld();
    const early = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((name) =>
        checks.check({ owner: OWNER, email: `user-${name}@exists.test`, timeoutMs: 50 }),
      ),
    );
    expect(early.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'pending'));
    const late = await checks.check({ owner: OWNER, email: 'user@exists.test', timeoutMs: 50 });
    expect(late.kind).toBe('busy');
    await startWorker();
    for (const check of early) {
      if (check.kind !== 'pending') continue;
      await waitUntil(async () => (await checks.find(OWNER, check.id))?.kind === 'done');
    }
  });

  it('is asked by the identity of its domain, whichever worker took it on', async () => {
    const { checks, startWorker } = await startCheckWorld();
    const addresses = ['127.0.0.21', '127.0.0.22'] as const;
    for (const ip of addresses) {
      await startWorker({ IDENTITIES: `${ip}|a${ip.at(-1)}.example|verify@a.example` });
    }
    const ask = (email: string) => checks.check({ owner: OWNER, email, timeoutMs: 30_000 });
    const domains = Array.from({ length: 12 }, (_, index) => `d${index}.small.test`);
    for (const round of [1, 2, 3]) {
      const answers = await Promise.all(domains.map((domain) => ask(`user-${round}@${domain}`)));
      expect(answers.map(eventOf)).toEqual(domains.map(() => 'mailbox_exists'));
    }
    const seen = domains.map((domain) => Object.keys(sandbox.counts().domains[domain]?.clients ?? {}));
    expect(seen.map(({ length }) => length)).toEqual(domains.map(() => 1));
    expect(new Set(seen.flat())).toEqual(new Set(addresses));
  });
});

function eventOf(check: Check): string {
  return check.kind === 'done' ? check.result.event : check.kind;
}
