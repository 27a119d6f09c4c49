import express, { type RequestHandler } from 'express';
import { ApiProblem } from './apiProblem.ts';

const LIMIT = '16kb';

/** Reads a small body of JSON or form fields into `req.body`. @throws ApiProblem `unsupported_media_type` for any other. */
export const readBody: readonly RequestHandler[] = [
  express.json({ limit: LIMIT, strict: true }),
  express.urlencoded({ limit: LIMIT, extended: false, parameterLimit: 20 }),
  (req, _res, next) => {
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    const wasRead = req.is(['application/json', 'application/x-www-form-urlencoded']) !== false;
    next(hasBody && !wasRead ? new ApiProblem('unsupported_media_type') : undefined);
  },
];
