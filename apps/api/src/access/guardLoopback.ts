import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from 'express';
import { ApiProblem } from '../http/apiProblem.ts';
import { isCrossSite } from './sameOrigin.ts';

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Without keys whoever reaches the port is trusted, and a browser reaches it for any page. A name that was rebound to loopback
 * shows in `Host`; a page of another origin in `Origin` or `Sec-Fetch-Site`. A link that a person follows is let through.
 *
 * @throws ApiProblem `host_not_allowed`, `cross_site_request`.
 */
export function guardLoopback(req: Request): void {
  if (!LOOPBACK_HOST.test(req.headers.host ?? '')) throw new ApiProblem('host_not_allowed');
  if (isCrossSite(req.headers) && !isNavigation(req.method, req.headers)) throw new ApiProblem('cross_site_request');
}

function isNavigation(method: string, headers: IncomingHttpHeaders): boolean {
  return method === 'GET' && headers.origin === undefined && headers['sec-fetch-mode'] === 'navigate';
}
