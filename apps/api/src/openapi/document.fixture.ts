import { createFolderStore } from '@mailsift/lists';
import { createTestDir } from '@mailsift/testing';
import { z } from 'zod';
import { DEFAULT_TIMING } from '../apiContext.ts';
import { createApp } from '../createApp.ts';
import { SCREENS } from '../page/servePage.ts';
import { ProgressHub } from '../progress/progressHub.ts';
import { createStoreControl } from '../storeControl.fixture.ts';

const parameterSchema = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']) });
const referenceSchema = z.object({ $ref: z.string() });
const schemaSchema = z.looseObject({
  $ref: z.string().optional(),
  oneOf: z.array(referenceSchema).optional(),
});
const contentSchema = z.record(z.string(), z.object({ schema: schemaSchema }));
const operationSchema = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()),
  parameters: z.array(parameterSchema),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contentSchema.optional() })),
});

/** What a test reads of an OpenAPI document. */
export const documentSchema = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.enum(['get', 'post', 'delete']), operationSchema.optional())),
});

export interface DocumentedOperation extends z.infer<typeof operationSchema> {
  readonly method: string;
  readonly path: string;
}

export function operationsOf(document: z.infer<typeof documentSchema>): DocumentedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation === undefined ? [] : [{ ...operation, path, method: method.toUpperCase() }],
    ),
  );
}

const layerSchema = z.object({
  route: z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) }).optional(),
});

/** Method and path of every route that the app has. */
export async function mountedRoutes(): Promise<readonly { readonly method: string; readonly path: string }[]> {
  const store = createFolderStore(await createTestDir());
  const context = {
    settings: {
      host: '127.0.0.1',
      port: 0,
      apiKeys: [],
      maxUploadSize: 1,
      apiRateLimit: 1,
      allowPrivateNetworks: false,
      webhookSecret: null,
    },
    store,
    control: createStoreControl(store),
    scratch: '/',
    redisReady: () => true,
    enrich: () => ({ geo: '', city: '', isp: '' }),
    log: { debug() {}, info() {}, warn() {}, error() {} },
    timing: DEFAULT_TIMING,
  };
  const app = createApp(context, new ProgressHub(context));
  const layers = app.router.stack.map((layer) => layerSchema.parse({ route: layer.route }));
  return layers.flatMap(({ route }) =>
    Object.keys(route?.methods ?? {})
      .filter(() => !SCREENS.some((screen) => screen === route?.path))
      .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => ({ method: method.toUpperCase(), path: route?.path ?? '' })),
  );
}

/** Names of the schemas that a body may be of; none where it is described in its place. */
export function schemaNames(schema: z.infer<typeof schemaSchema> | undefined): readonly string[] {
  const references = schema?.oneOf?.map(({ $ref }) => $ref) ?? [schema?.$ref];
  return references.flatMap((reference) => reference?.split('/').at(-1) ?? []);
}
