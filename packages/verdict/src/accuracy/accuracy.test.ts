import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatAccuracy } from './formatAccuracy.ts';
import { readLabelledReplies } from './labelledReply.ts';
import { measureAccuracy } from './measureAccuracy.ts';

const SETS = ['replies.jsonl', 'writtenReplies.jsonl', 'heldOutReplies.jsonl'] as const;
const read = (file: string) => readLabelledReplies(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8'));
const label = (category: string, reply: string, stage = 'rcpt') =>
  JSON.stringify({ reply, stage, category, provider: '', source: 'made up' });

describe.each(SETS)('the rules on %s', (file) => {
  const replies = read(file);

  it('V1: call none passed or failed that is not about the mailbox, whatever its stage', () => {
    const atRcpt = replies.map((labelled) => ({ ...labelled, stage: 'rcpt' as const }));
    expect(measureAccuracy(replies).unsafe).toEqual([]);
    expect(measureAccuracy(atRcpt).unsafe).toEqual([]);
  });

  it('are right about nearly all', () => {
    const report = measureAccuracy(replies);
    expect(report.total).toBeGreaterThan(70);
    expect(report.right / report.total).toBeGreaterThanOrEqual(0.98);
  });

  it('do not depend on what an address or a host in them is called', () => {
    const renamed = replies.map((labelled) => ({
      ...labelled,
      reply: labelled.reply
        .replaceAll('user@example.com', 'full.unknown+spam@blocked.greylist.example.com')
        .replaceAll('mail.example.com', 'policy.spam-blocked.user-unknown.example.com'),
    }));
    const [before, after] = [measureAccuracy(replies), measureAccuracy(renamed)];
    expect(after.unsafe).toEqual([]);
    expect(after.right).toBe(before.right);
  });

  it('meet none twice', () => {
    expect(new Set(replies.map(({ reply }) => reply)).size).toBe(replies.length);
  });
});

describe('measureAccuracy', () => {
  const lines = [
    label('ok', '250 OK'),
    label('mailbox_full', '550 5.1.1 User unknown'),
    label('ip_blocked', '550 5.1.1 User unknown'),
    label('mailbox_not_found', '550 5.1.1 User unknown', 'connect'),
  ];
  const report = measureAccuracy(readLabelledReplies(lines.join('\n')));

  it('tells right, wrong and unsafe apart', () => {
    expect(report).toMatchObject({ total: 4, right: 2 });
    expect(report.wrong.map(({ labelled }) => labelled.category)).toEqual(['mailbox_full', 'ip_blocked']);
    expect(report.unsafe.map(({ labelled }) => labelled.category)).toEqual(['ip_blocked']);
    expect(report.table.get('ip_blocked')).toEqual({ passed: 0, failed: 1, unknown: 0 });
  });

  it('is shown as a table with what was misjudged', () => {
    const text = formatAccuracy('Made up', report);
    expect(text).toContain(
      'Made up: 2 of 4 right (50.0 %), 1 about us, or anything but a mailbox, called failed or passed',
    );
    expect(text).toMatch(/ip_blocked +0 +1 +0\n/);
    expect(text).toContain('ip_blocked -> mailbox_does_not_exist by not-found-noun-first: 550 5.1.1 User unknown');
  });

  it('refuses a file that is no corpus', () => {
    expect(() => readLabelledReplies('{"reply":"250 OK"}')).toThrow();
  });
});
