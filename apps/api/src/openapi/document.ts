import { z } from 'zod';
import { PROBLEMS, type ProblemCode } from '../http/problemCatalogue.ts';
import { listOptionsSchema } from '../upload/listOptions.ts';
import { OPERATIONS } from './data/operations.ts';
import type { Content, Operation } from './operation.ts';
import { SCHEMAS, type SchemaName } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** What any call may answer, whatever it is. */
const COMMON: readonly ProblemCode[] = ['invalid_request', 'unknown_field', 'method_not_allowed', 'internal_error'];
const KEYED: readonly ProblemCode[] = ['unauthorized', 'cross_site_request', 'host_not_allowed', 'rate_limited'];

/** The OpenAPI 3.1 document of the API, made of what validates its requests. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'mailsift',
      version,
      description: 'Self-hosted bulk email verification. Errors are problem+json (RFC 9457) with a stable `code`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(schema, 'output')]),
      ),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key' },
        session: { type: 'apiKey', in: 'cookie', name: 'mailsift_session' },
      },
    },
  };
}

function operationOf(operation: Operation): Json {
  const { id, summary, description, access, body } = operation;
  return {
    operationId: id,
    summary,
    ...(description === undefined ? {} : { description }),
    security: access === 'anybody' ? [] : [{ key: [] }, { session: [] }],
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(operation)],
    ...(body === undefined ? {} : { requestBody: { content: bodyContent(body) } }),
    responses: { ...answersOf(operation), ...problemsOf(operation) },
  };
}

function pathParameters({ path }: Operation): Json[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

function queryParameters({ query }: Operation): Json[] {
  if (query === undefined) return [];
  const { properties, required } = objectSchema.parse(jsonSchema(query, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function headerParameters({ headers = {} }: Operation): Json[] {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
}

function bodyContent(body: NonNullable<Operation['body']>): Json {
  const binary = { type: 'string', format: 'binary' };
  return Object.fromEntries(
    Object.entries(body).map(([type, schema]) => {
      if (schema === 'binary') return [type, { schema: binary }];
      if (schema !== 'file') return [type, { schema: jsonSchema(schema, 'input') }];
      const { properties } = objectSchema.parse(jsonSchema(listOptionsSchema, 'input'));
      return [type, { schema: { type: 'object', required: ['file'], properties: { file: binary, ...properties } } }];
    }),
  );
}

function answersOf({ answers }: Operation): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { says, content }]) => [
      status,
      { description: says, ...(content === undefined ? {} : { content: contentOf(content) }) },
    ]),
  );
}

function contentOf(content: Content): Json {
  if ('json' in content) return { 'application/json': { schema: oneOf(content.json) } };
  return Object.fromEntries(content.types.map((type) => [type, { schema: { type: 'string' } }]));
}

/** One answer a status, naming its codes. */
function problemsOf({ problems, access, answers }: Operation): Json {
  const all = [
    ...COMMON,
    ...(access === 'anybody' ? [] : KEYED),
    ...(access === 'admin' ? (['admin_required'] as const) : []),
    ...problems,
  ];
  const codes = [...new Set(all)];
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].filter((status) => !(status in answers));
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes
          .filter((code) => PROBLEMS[code].status === status)
          .map((code) => `\`${code}\`: ${PROBLEMS[code].title}`)
          .join('; '),
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    ]),
  );
}

function oneOf(names: SchemaName | readonly SchemaName[]): Json {
  return typeof names === 'string' ? reference(names) : { oneOf: names.map(reference) };
}

function reference(name: SchemaName): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return plain;
}
