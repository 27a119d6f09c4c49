import type { z } from 'zod';
import type { ProblemCode } from '../http/problemCatalogue.ts';
import type { SchemaName } from './schemas.ts';

/** What an answer is: JSON of a schema, or of one of several; or bytes of some type. */
export type Content = { readonly json: SchemaName | readonly SchemaName[] } | { readonly types: readonly string[] };

/** A call of the API as its documentation has it. The schemas are those that the handlers validate with. */
export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  /** As in OpenAPI: `/v1/lists/{id}`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Who may call it. */
  readonly access: 'anybody' | 'key' | 'admin';
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, string>>;
  /** By content type. `file` is a form with the file beside the fields. */
  readonly body?: Readonly<Record<string, z.ZodType | 'file' | 'binary'>>;
  readonly answers: Readonly<Record<number, { readonly says: string; readonly content?: Content }>>;
  /** Problems of this call beside those that any may have. */
  readonly problems: readonly ProblemCode[];
}
