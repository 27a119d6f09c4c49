import type * as z from 'zod/mini';
import { apiErrorOf, unreachable } from './apiError.ts';
import { signedOut } from './session.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends a request to the API. @throws ApiError, and what an aborted signal throws. */
export async function send(path: string, init: RequestInit = {}): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, { cache: 'no-store', ...init });
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw failed(response.status, text);
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

/** The error of an answer; where it asks for a key, so does the page. */
export function failed(status: number, body: string): Error {
  if (status === 401) signedOut();
  return apiErrorOf(status, body);
}

/** Sends a request and reads its JSON as the schema says. */
export async function ask<T extends z.ZodMiniType>(schema: T, path: string, init?: RequestInit): Promise<z.infer<T>> {
  return schema.parse((await send(path, init)).body);
}
