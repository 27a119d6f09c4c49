import { z } from 'zod';
import { PROBLEMS } from '../http/problemCatalogue.ts';
import { openApiDocument } from '../openapi/document.ts';

export const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:0 auto;padding:1rem}
code,pre{font:0.875rem/1.5 ui-monospace,monospace}
pre{overflow-x:auto;padding:.75rem;border:1px solid #8886;border-radius:.375rem}
article{border-top:1px solid #8886;padding:1rem 0}
h3{margin:0;font-size:1.05rem;overflow-wrap:anywhere}
b.method{display:inline-block;min-width:4.5rem}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8883;overflow-wrap:anywhere}
summary{cursor:pointer}
`;

const jsonObject = z.record(z.string(), z.unknown());
const contentSchema = z.record(z.string(), z.object({ schema: jsonObject }));
const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  security: z.array(z.unknown()),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.string(),
      required: z.boolean().optional(),
      schema: jsonObject,
      description: z.string().optional(),
    }),
  ),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contentSchema.optional() })),
});
type Operation = z.infer<typeof operationSchema>;
const documentSchema = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), jsonObject) }),
});

/** The page of the API, made of its OpenAPI document. */
export function docsPage(version: string): string {
  const { info, paths, components } = documentSchema.parse(openApiDocument(version));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(method, path, operation)),
  );
  const schemas = Object.entries(components.schemas).map(([name, schema]) => schemaOf(name, schema));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)} API</title><style>${STYLE}</style></head><body>
<h1>${escaped(info.title)} API <small>${escaped(info.version)}</small></h1>
<p>${escaped(info.description)} This page as a document for programs: <a href="/openapi.json">/openapi.json</a>.</p>
<pre>curl -H "Authorization: Bearer $API_KEY" -F file=@list.csv https://your.server/v1/lists</pre>
<h2>Calls</h2>${operations.join('')}
<h2>What answers hold</h2>${schemas.join('')}
<h2>Problems</h2>${problemTable()}
</body></html>
`;
}

function operationOf(method: string, path: string, operation: Operation): string {
  const { operationId, summary, description, security, parameters, requestBody, responses } = operation;
  const access = security.length === 0 ? '' : ' <small>needs a key</small>';
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    details(`Body: ${type}`, schema),
  );
  return `<article id="${escaped(operationId)}">
<h3><b class="method">${escaped(method.toUpperCase())}</b> <code>${escaped(path)}</code>${access}</h3>
<p>${escaped(summary)}.${description === undefined ? '' : ` ${inline(description)}`}</p>
${table(parameters.map(parameterRow))}${bodies.join('')}
${table(Object.entries(responses).map(([status, { description: says, content }]) => [status, inline(says), answerType(content)]))}
</article>`;
}

function parameterRow({
  name,
  in: place,
  required,
  schema,
  description,
}: Operation['parameters'][number]): readonly string[] {
  const must = required === true ? ', required' : '';
  const about = description ?? JSON.stringify(schema);
  return [`<code>${escaped(name)}</code>`, `${escaped(place)}${must}`, inline(about)];
}

function answerType(content: z.infer<typeof contentSchema> | undefined): string {
  return Object.entries(content ?? {})
    .map(([type, { schema }]) => `${escaped(type)} ${escaped(nameOf(schema))}`)
    .join('<br>');
}

const referenceSchema = z.object({ $ref: z.string() });

function nameOf(schema: Readonly<Record<string, unknown>>): string {
  const several = z.array(referenceSchema).safeParse(schema['oneOf']);
  const one = referenceSchema.safeParse(schema);
  const references = several.success ? several.data : one.success ? [one.data] : [];
  return references.map(({ $ref }) => $ref.split('/').at(-1) ?? '').join(' or ');
}

function schemaOf(name: string, schema: unknown): string {
  return details(name, schema);
}

function details(title: string, schema: unknown): string {
  return `<details><summary>${escaped(title)}</summary><pre>${escaped(JSON.stringify(schema, null, 2))}</pre></details>`;
}

function problemTable(): string {
  const rows = Object.entries(PROBLEMS).map(([code, { status, title, action }]) => [
    `<code>${escaped(code)}</code>`,
    String(status),
    `${escaped(title)}. ${inline(action)}`,
  ]);
  return table(rows);
}

function table(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Text with `code` in it. */
function inline(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
