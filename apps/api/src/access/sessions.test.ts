import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSessions } from './sessions.ts';

const digest = (key: string) => createHash('sha256').update(key).digest();
const keys = new Map([
  ['one', digest('key one')],
  ['two', digest('key two')],
]);
const HOUR = 60 * 60 * 1_000;

describe('a session', () => {
  const { cookie, expiresAt } = createSessions(keys, () => 0).issue('one');
  const value = cookie.split(';')[0] ?? '';

  it('cannot be read by scripts nor sent by other sites', () => {
    expect(cookie).toMatch(/^mailsift_session=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect(expiresAt).toBe(12 * HOUR);
  });

  it('stands for its owner until it ends', () => {
    const ownerAt = (time: number) => createSessions(keys, () => time).ownerOf({ cookie: `a=b; ${value}; c=d` });
    expect([ownerAt(0), ownerAt(12 * HOUR - 1), ownerAt(12 * HOUR)]).toEqual(['one', 'one', null]);
  });

  it('ends with its key', () => {
    expect(createSessions(new Map([['one', digest('another key')]]), () => 0).ownerOf({ cookie: value })).toBeNull();
    expect(createSessions(new Map(), () => 0).ownerOf({ cookie: value })).toBeNull();
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
  ])('cannot be made up: %j', (cookie) => {
    const headers = cookie === undefined ? {} : { cookie };
    expect(createSessions(keys, () => 0).ownerOf(headers)).toBeNull();
  });
});
