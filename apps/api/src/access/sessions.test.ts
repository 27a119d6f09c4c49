import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSessions } from './sessions.ts';

const digest = (key: string) => createHash('sha256').update(key).digest();
const secretsOf = (secrets: Readonly<Record<string, Buffer>>) => async (owner: string) => secrets[owner] ?? null;
const keys = secretsOf({ one: digest('key one'), two: digest('key two') });
const HOUR = 60 * 60 * 1_000;

describe('a session', async () => {
  const { cookie, expiresAt } = await createSessions(keys, () => 0).issue('one');
  const value = cookie.split(';')[0] ?? '';

  it('cannot be read by scripts nor sent by other sites', () => {
    expect(cookie).toMatch(/^mailsift_session=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect(expiresAt).toBe(12 * HOUR);
  });

  it('stands for its owner until it ends', async () => {
    const ownerAt = (time: number) => createSessions(keys, () => time).ownerOf({ cookie: `a=b; ${value}; c=d` });
    const times = [0, 12 * HOUR - 1, 12 * HOUR];
    expect(await Promise.all(times.map(ownerAt))).toEqual(['one', 'one', null]);
  });

  it('ends with its key', async () => {
    const ownerWith = (secrets: Readonly<Record<string, Buffer>>) =>
      createSessions(secretsOf(secrets), () => 0).ownerOf({ cookie: value });
    expect(await ownerWith({ one: digest('another key') })).toBeNull();
    expect(await ownerWith({})).toBeNull();
  });

  it.each([
    undefined,
    '',
    'mailsift_session=',
    'mailsift_session=one.43200000.',
    value.replace('one', 'two'),
    value.replace('43200000', '99999999999'),
    value.slice(0, -1),
    `${value}0`,
    value.replace('mailsift_session', 'other'),
  ])('cannot be made up: %j', async (cookie) => {
    const headers = cookie === undefined ? {} : { cookie };
    expect(await createSessions(keys, () => 0).ownerOf(headers)).toBeNull();
  });
});
