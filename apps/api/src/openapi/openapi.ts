import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { openApiDocument } from './document.ts';

/** `GET /openapi.json`. */
export function openapi(): RequestHandler {
  const document = openApiDocument(readVersion());
  return (_req, res) => void res.json(document);
}

export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
