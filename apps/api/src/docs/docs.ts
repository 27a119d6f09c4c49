import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { readVersion } from '../openapi/openapi.ts';
import { docsPage, STYLE } from './page.ts';

/** `GET /docs`: the API as a page that loads nothing and runs nothing. */
export function docs(): RequestHandler {
  const page = docsPage(readVersion());
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none';style-src 'sha256-${hash}';frame-ancestors 'none'`;
  return (_req, res) => void res.set('Content-Security-Policy', policy).type('html').send(page);
}
