import { createHash, randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { ApiProblem } from '../http/apiProblem.ts';

/** Hex digits: 96 bits. */
const ID_LENGTH = 24;

/**
 * The id of a new list. With an `Idempotency-Key` it follows from the key and its owner, so that whoever repeats a request
 * meets the list of the first one.
 *
 * @throws ApiProblem `invalid_request` for a key that is empty, longer than 255 characters or not printable ASCII.
 */
export function newListId(owner: string, idempotencyKey: string | null): string {
  if (idempotencyKey === null) return randomBytes(ID_LENGTH / 2).toString('hex');
  return createHash('sha256').update(`${owner}\0${idempotencyKey}`).digest('hex').slice(0, ID_LENGTH);
}

export function idempotencyKeyOf(req: Request): string | null {
  const key = req.get('Idempotency-Key');
  if (key === undefined) return null;
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key;
  const message = 'must be 1 to 255 printable ASCII characters';
  const detail = `\`Idempotency-Key\`: ${message}`;
  throw new ApiProblem('invalid_request', { detail, extra: { errors: [{ field: 'Idempotency-Key', message }] } });
}
