import type { Express, RequestHandler } from 'express';
import { ApiProblem } from './apiProblem.ts';

export interface RouteMethods {
  readonly get?: readonly RequestHandler[];
  readonly post?: readonly RequestHandler[];
  readonly delete?: readonly RequestHandler[];
}

/** Adds the methods of a path; every other method is answered 405 with `Allow` (RFC 9110 section 15.5.6). */
export function addRoute(app: Express, path: string, methods: RouteMethods): void {
  const route = app.route(path);
  const allowed: string[] = [];
  if (methods.get !== undefined) {
    route.get(...methods.get);
    allowed.push('GET', 'HEAD');
  }
  if (methods.post !== undefined) {
    route.post(...methods.post);
    allowed.push('POST');
  }
  if (methods.delete !== undefined) {
    route.delete(...methods.delete);
    allowed.push('DELETE');
  }
  route.all(() => {
    throw new ApiProblem('method_not_allowed', { headers: { Allow: allowed.join(', ') } });
  });
}
