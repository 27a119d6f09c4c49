import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { WebAddressError, webAddress } from '@mailsift/lanes';

export interface PostOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Loopback and private networks, and plain http. */
  readonly allowPrivate: boolean;
  /** For all of it, the look-up included. */
  readonly timeoutMs: number;
}

export interface Posted {
  /** Null where nothing was answered. */
  readonly status: number | null;
  /** Why it was not delivered, in words; null where it was. */
  readonly error: string | null;
}

/**
 * Posts JSON to an address that was looked up and judged just now. Redirects are not followed, what is answered beside the
 * status is not read, and nothing is thrown for what a receiver does.
 */
export async function post(options: PostOptions): Promise<Posted> {
  const url = new URL(options.url);
  if (url.protocol !== 'https:' && !options.allowPrivate) return { status: null, error: 'the address is not https' };
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const { address, family } = await within(webAddress(url.hostname, options.allowPrivate), signal);
    const response = await answerOf(requestTo(url, { address, family, signal, ...options }), options.body);
    const status = response.statusCode ?? null;
    response.destroy();
    return { status, error: errorOf(status) };
  } catch (error) {
    return {
      status: null,
      error: signal.aborted ? `no answer within ${options.timeoutMs / 1_000} s` : reasonOf(error),
    };
  }
}

type Wanted = PostOptions & { readonly address: string; readonly family: number; readonly signal: AbortSignal };

/** The certificate has to be that of the name, whatever the address is. */
function requestTo(url: URL, { address, family, signal, headers, body }: Wanted): ClientRequest {
  const options = {
    method: 'POST',
    host: address,
    family,
    path: `${url.pathname}${url.search}`,
    agent: false,
    signal,
    headers: {
      Host: url.host,
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      'User-Agent': 'mailsift',
      ...headers,
    },
  };
  if (url.protocol === 'http:') return httpRequest({ ...options, port: url.port || 80 });
  return httpsRequest({ ...options, port: url.port || 443, servername: url.hostname.replace(/^\[|\]$/g, '') });
}

function answerOf(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(body);
  });
}

function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function errorOf(status: number | null): string | null {
  if (status === null) return 'the answer has no status';
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `it redirects (${status}), which is not followed`;
  return `it answered ${status}`;
}

/** Stable words alone: what a receiver can put into an error is not shown. */
function reasonOf(error: unknown): string {
  if (error instanceof WebAddressError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? `it could not be reached (${code})` : 'it could not be reached';
}
