import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ownerSchema } from '@mailsift/lists';
import { z } from 'zod';

const COOKIE = 'mailsift_session';
const LIFETIME_SECONDS = 12 * 60 * 60;

/** What a browser holds in place of a key. It is signed with the key's digest: it ends with the key, and nothing is stored of it. */
export interface Sessions {
  /** The `Set-Cookie` of a new session and when it ends. */
  issue(owner: string): Promise<{ readonly cookie: string; readonly expiresAt: number }>;
  /** The owner of a request's cookie; null without a valid one. */
  ownerOf(headers: IncomingHttpHeaders): Promise<string | null>;
}

/** @param secretOf The digest of an owner's key; null once the key is no more. */
export function createSessions(
  secretOf: (owner: string) => Promise<Buffer | null>,
  now: () => number = Date.now,
): Sessions {
  const sign = (secret: Buffer, owner: string, expiresAt: number) =>
    createHmac('sha256', secret).update(`session\0${owner}\0${expiresAt}`).digest();
  return {
    async issue(owner) {
      const secret = await secretOf(owner);
      if (secret === null) throw new Error('A session is issued for a known owner');
      const expiresAt = now() + LIFETIME_SECONDS * 1_000;
      const value = `${owner}.${expiresAt}.${sign(secret, owner, expiresAt).toString('hex')}`;
      return { cookie: cookieOf(value, LIFETIME_SECONDS), expiresAt };
    },
    async ownerOf(headers) {
      const parsed = sessionSchema.safeParse(sessionValue(headers)?.split('.'));
      if (!parsed.success) return null;
      const [owner, expiresAt, signature] = parsed.data;
      const secret = await secretOf(owner);
      if (secret === null || expiresAt <= now()) return null;
      return timingSafeEqual(sign(secret, owner, expiresAt), Buffer.from(signature, 'hex')) ? owner : null;
    },
  };
}

/** The `Set-Cookie` that ends a session. */
export const END_SESSION = cookieOf('', 0);

/** No `Secure`: behind a proxy we cannot tell, and over plain HTTP on loopback browsers would not keep it. */
function cookieOf(value: string, maxAgeSeconds: number): string {
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}`;
}

const sessionSchema = z.tuple([
  ownerSchema,
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  z.string().regex(/^[0-9a-f]{64}$/),
]);

function sessionValue({ cookie = '' }: IncomingHttpHeaders): string | undefined {
  const given = cookie.split(';').map((pair) => pair.trim());
  return given.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}
