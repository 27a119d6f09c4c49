import express, { type RequestHandler } from 'express';
import { ApiProblem } from './apiProblem.ts';

/** Reads a body of JSON or form fields into `req.body`. @throws ApiProblem `unsupported_media_type` for any other. */
export const readBody = (limit: '16kb' | '1mb'): readonly RequestHandler[] => [
  express.json({ limit, strict: true }),
  express.urlencoded({ limit, extended: false, parameterLimit: 20 }),
  (req, _res, next) => {
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    const wasRead = req.is(['application/json', 'application/x-www-form-urlencoded']) !== false;
    next(hasBody && !wasRead ? new ApiProblem('unsupported_media_type') : undefined);
  },
];
