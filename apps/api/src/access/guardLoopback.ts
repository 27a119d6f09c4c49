import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { ApiProblem } from '../http/apiProblem.ts';

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Without keys whoever reaches the port is trusted, and a browser reaches it for any page. A name that was rebound to loopback
 * shows in `Host`; a page of another origin in `Origin` or `Sec-Fetch-Site`. A link that a person follows is let through.
 */
export const guardLoopback: RequestHandler = (req, _res, next) => {
  const host = req.headers.host ?? '';
  if (!LOOPBACK_HOST.test(host)) throw new ApiProblem('host_not_allowed');
  if (isCrossSite(req.headers, host) && !isNavigation(req.method, req.headers)) {
    throw new ApiProblem('cross_site_request');
  }
  next();
};

function isCrossSite(headers: IncomingHttpHeaders, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  const { origin } = headers;
  return origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
}

function isNavigation(method: string, headers: IncomingHttpHeaders): boolean {
  return method === 'GET' && headers.origin === undefined && headers['sec-fetch-mode'] === 'navigate';
}
