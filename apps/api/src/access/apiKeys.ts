import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ApiProblem } from '../http/apiProblem.ts';

/** Who a list belongs to where no keys are configured. */
const LOCAL_OWNER = 'local';
const OWNER_LENGTH = 16;

/** A handler that knows whose lists it may touch. */
export type OwnedHandler = (req: Request, res: Response, owner: string) => Promise<void> | void;

export interface ApiKeys {
  readonly required: boolean;
  /** The owner a key stands for; null for an unknown key. */
  ownerOf(key: string): string | null;
  /** Lets nobody past without a valid bearer token, before any body is read. @throws ApiProblem `unauthorized`. */
  readonly check: RequestHandler;
  /** Runs a handler for the owner of the bearer token. @throws ApiProblem `unauthorized`. */
  owned(handler: OwnedHandler): RequestHandler;
}

/** The configured keys, held as digests. The owner is a digest of the key: it is stored with lists, the key never is. */
export function createApiKeys(keys: readonly string[]): ApiKeys {
  const digests = keys.map(digestOf);
  const ownerOf = (key: string): string | null => {
    if (digests.length === 0) return LOCAL_OWNER;
    const given = digestOf(key);
    let known = false;
    // Every key is compared, each in constant time: how long this takes tells nothing about any of them.
    for (const digest of digests) known = timingSafeEqual(digest, given) || known;
    return known ? given.toString('hex').slice(0, OWNER_LENGTH) : null;
  };
  const requestOwner = (req: Request): string => {
    const owner = ownerOf(bearerToken(req));
    if (owner === null) throw new ApiProblem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
    return owner;
  };
  return {
    required: digests.length > 0,
    ownerOf,
    check: (req, _res, next) => {
      requestOwner(req);
      next();
    },
    owned: (handler) => async (req, res) => handler(req, res, requestOwner(req)),
  };
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function bearerToken(req: Request): string {
  return /^bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
}
