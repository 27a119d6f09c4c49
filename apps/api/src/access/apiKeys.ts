import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ApiProblem } from '../http/apiProblem.ts';
import { isSameOrigin } from './sameOrigin.ts';
import { createSessions, END_SESSION } from './sessions.ts';

/** Who a list belongs to where no keys are configured. */
const LOCAL_OWNER = 'local';
const OWNER_LENGTH = 16;

/** A handler that knows whose lists it may touch. */
export type OwnedHandler = (req: Request, res: Response, owner: string) => Promise<void> | void;

export interface ApiKeys {
  readonly required: boolean;
  /** The owner a key stands for; null for an unknown key. */
  ownerOf(key: string): string | null;
  /** Lets nobody past without a key or a session, before any body is read. @throws ApiProblem `unauthorized`, `cross_site_request`. */
  readonly check: RequestHandler;
  /** Runs a handler for the owner of the request. @throws ApiProblem `unauthorized`, `cross_site_request`. */
  owned(handler: OwnedHandler): RequestHandler;
  /** `POST /v1/session`: gives a browser a cookie in place of its key. */
  readonly startSession: OwnedHandler;
  /** `DELETE /v1/session`. */
  readonly endSession: OwnedHandler;
}

/** The configured keys, held as digests. The owner is a digest of the key: it is stored with lists, the key never is. */
export function createApiKeys(keys: readonly string[]): ApiKeys {
  const digests = keys.map(digestOf);
  const sessions = createSessions(new Map(digests.map((digest) => [ownerOfDigest(digest), digest])));
  const ownerOf = (key: string): string | null => {
    if (digests.length === 0) return LOCAL_OWNER;
    const given = digestOf(key);
    let known = false;
    // Every key is compared, each in constant time: how long this takes tells nothing about any of them.
    for (const digest of digests) known = timingSafeEqual(digest, given) || known;
    return known ? ownerOfDigest(given) : null;
  };
  const requestOwner = (req: Request): string => {
    const byKey = ownerOf(bearerToken(req));
    if (byKey !== null) return byKey;
    const bySession = req.headers.authorization === undefined ? sessions.ownerOf(req.headers) : null;
    if (bySession === null) throw new ApiProblem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
    if (!['GET', 'HEAD'].includes(req.method) && !isSameOrigin(req.headers)) throw new ApiProblem('cross_site_request');
    return bySession;
  };
  return {
    required: digests.length > 0,
    ownerOf,
    check: (req, _res, next) => {
      requestOwner(req);
      next();
    },
    owned: (handler) => async (req, res) => handler(req, res, requestOwner(req)),
    startSession: (_req, res, owner) => {
      if (digests.length === 0) return void res.json({ expiresAt: null });
      const { cookie, expiresAt } = sessions.issue(owner);
      res.set('Set-Cookie', cookie).json({ expiresAt: new Date(expiresAt).toISOString() });
    },
    endSession: (_req, res) => void res.set('Set-Cookie', END_SESSION).status(204).end(),
  };
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function ownerOfDigest(digest: Buffer): string {
  return digest.toString('hex').slice(0, OWNER_LENGTH);
}

function bearerToken(req: Request): string {
  return /^bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
}
