import { createServer, type Server } from 'node:http';
import { type ApiContext, type ApiTiming, DEFAULT_TIMING } from './apiContext.ts';
import { createApp } from './createApp.ts';
import { ProgressHub } from './progress/progressHub.ts';

export type ApiOptions = Omit<ApiContext, 'timing'> & {
  readonly timing?: Partial<ApiTiming>;
  /** Closes the API when aborted. */
  readonly signal?: AbortSignal;
};

export interface Api {
  readonly url: string;
  readonly port: number;
  /** Takes no more connections, ends event streams, and gives answers that are under way some time to finish. */
  close(): Promise<void>;
}

const HEADERS_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;
const MOST_CONNECTIONS = 2_000;

/**
 * Starts the HTTP API.
 *
 * @throws Error when the port cannot be listened on.
 */
export async function startApi({ timing, signal, ...options }: ApiOptions): Promise<Api> {
  const context: ApiContext = { ...options, timing: { ...DEFAULT_TIMING, ...timing } };
  const hub = new ProgressHub(context);
  const app = createApp(context, hub);
  // An upload may take hours: what ends dead connections is that nothing moves, not how long they last.
  const limits = { requestTimeout: 0, headersTimeout: HEADERS_MS, keepAliveTimeout: KEEP_ALIVE_MS };
  const server = createServer(limits, app);
  server.on('checkContinue', app);
  server.setTimeout(context.timing.idleMs);
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, context.settings);
  const port = portOf(server);

  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= closeServer(server, hub, context.timing.closeMs);
    return closing;
  };
  signal?.addEventListener('abort', () => void close(), { once: true });
  if (signal?.aborted) await close();
  return { url: urlOf(context.settings.host, port), port, close };
}

function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port');
  return address.port;
}

/** Where a person on this machine reaches it. */
function urlOf(host: string, port: number): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reached}:${port}`;
}

async function closeServer(server: Server, hub: ProgressHub, closeMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // An answer that ends now must not leave its connection waiting for a next request.
  server.keepAliveTimeout = 1;
  hub.close();
  const late = setTimeout(() => server.closeAllConnections(), closeMs);
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearTimeout(late);
  clearInterval(idle);
}
