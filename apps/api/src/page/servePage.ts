import type { Express, Request, RequestHandler, Response } from 'express';
import { addRoute } from '../http/addRoute.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import type { Page, PageFile } from './readPage.ts';

/** The screens of the page: one document, which looks at the path itself. */
export const SCREENS = ['/', '/lists', '/lists/:id', '/check'] as const;
/** The smallest first. */
const CODINGS = ['br', 'gzip'] as const;
const DOCUMENT = '/index.html';

/** Scripts, styles and requests of our own alone, nothing inline; and no text ever becomes markup, whatever a script tries. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Serves the web page. Without one its paths say how to get it, and everything else works. */
export function servePage(app: Express, page: Page | null): void {
  const document = page?.get(DOCUMENT);
  for (const path of SCREENS)
    addRoute(app, path, { get: [document === undefined ? notBuilt : sendDocument(document)] });
  for (const [path, file] of page ?? []) {
    if (path !== DOCUMENT) addRoute(app, path, { get: [(req, res) => sendFile(req, res, file)] });
  }
}

const notBuilt: RequestHandler = () => {
  throw new ApiProblem('page_not_built');
};

function sendDocument(file: PageFile): RequestHandler {
  return (req, res) => {
    res.set('Content-Security-Policy', POLICY);
    // Asked for each time, and then answered 304 while nothing has changed: a new version shows at once.
    sendFile(req, res, file, 'no-cache');
  };
}

/** Names under `assets/` carry a hash of what is in them: that never changes. The icon does not; a day is soon enough. */
function cachingOf(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=86400';
}

function sendFile(req: Request, res: Response, file: PageFile, caching = cachingOf(req.path)): void {
  // Asked one by one: of several, express takes the client's first, and clients name the oldest first.
  const coding = CODINGS.find((one) => req.acceptsEncodings(one) === one) ?? 'identity';
  res.set({ 'Content-Type': file.type, 'Cache-Control': caching, Vary: 'Accept-Encoding', ETag: file.etag });
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  if (coding !== 'identity') res.set('Content-Encoding', coding);
  res.end(file.bodies[coding]);
}
