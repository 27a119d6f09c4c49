import type { Request, RequestHandler, Response } from 'express';
import { ApiProblem } from '../http/apiProblem.ts';
import { guardLoopback } from './guardLoopback.ts';
import { ANYBODY, type Keyring, type KnownKey } from './keyring.ts';
import type { RateLimit } from './rateLimit.ts';
import { isSameOrigin } from './sameOrigin.ts';
import { createSessions, END_SESSION } from './sessions.ts';

/** A handler that knows whose lists it may touch. */
export type OwnedHandler = (req: Request, res: Response, owner: string) => Promise<void> | void;

type Client = Pick<KnownKey, 'owner' | 'isAdmin'>;

export interface ApiKeys {
  /** The owner a key stands for; null for an unknown key. Counts as a request. @throws ApiProblem `rate_limited`. */
  ownerOf(key: string): Promise<string | null>;
  /** Where no key is asked for, lets nobody past but programs and pages of this machine. @throws ApiProblem `host_not_allowed`, `cross_site_request`. */
  readonly guard: RequestHandler;
  /** Lets nobody past without a key or a session, before any body is read. @throws ApiProblem `unauthorized`, `cross_site_request`, `rate_limited`. */
  readonly check: RequestHandler;
  /** Lets only admin keys past. @throws ApiProblem as `check`, `admin_required`. */
  readonly checkAdmin: RequestHandler;
  /** Runs a handler for the owner of the request. @throws ApiProblem as `check`. */
  owned(handler: OwnedHandler): RequestHandler;
  /** `POST /v1/session`: gives a browser a cookie in place of its key. */
  readonly startSession: OwnedHandler;
  /** `DELETE /v1/session`. */
  readonly endSession: OwnedHandler;
}

/** Who asks, told by a bearer token or a session's cookie. */
export function createApiKeys(keyring: Keyring, limit: RateLimit): ApiKeys {
  const sessions = createSessions(async (owner) => (await keyring.byOwner(owner))?.digest ?? null);
  const clientOf = async (req: Request): Promise<Client> => {
    if (!(await keyring.isRequired())) return ANYBODY;
    const byKey = await keyring.byToken(bearerToken(req));
    if (byKey !== null) return byKey;
    const owner = req.headers.authorization === undefined ? await sessions.ownerOf(req.headers) : null;
    const bySession = owner === null ? null : await keyring.byOwner(owner);
    if (bySession === null) throw new ApiProblem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
    if (!['GET', 'HEAD'].includes(req.method) && !isSameOrigin(req.headers)) throw new ApiProblem('cross_site_request');
    return bySession;
  };
  return {
    async ownerOf(key) {
      const client = (await keyring.isRequired()) ? await keyring.byToken(key) : ANYBODY;
      if (client !== null) await limit(client.owner);
      return client?.owner ?? null;
    },
    guard: async (req, _res, next) => {
      if (!(await keyring.isRequired())) guardLoopback(req);
      next();
    },
    check: async (req, _res, next) => {
      await limit((await clientOf(req)).owner);
      next();
    },
    checkAdmin: async (req, _res, next) => {
      if (!(await clientOf(req)).isAdmin) throw new ApiProblem('admin_required');
      next();
    },
    owned: (handler) => async (req, res) => handler(req, res, (await clientOf(req)).owner),
    startSession: async (_req, res, owner) => {
      if (!(await keyring.isRequired())) return void res.json({ expiresAt: null });
      const { cookie, expiresAt } = await sessions.issue(owner);
      res.set('Set-Cookie', cookie).json({ expiresAt: new Date(expiresAt).toISOString() });
    },
    endSession: (_req, res) => void res.set('Set-Cookie', END_SESSION).status(204).end(),
  };
}

function bearerToken(req: Request): string {
  return /^bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
}
