import type { IncomingHttpHeaders } from 'node:http';

/** Whether a browser says that a page of another origin sends this. Programs say nothing. */
export function isCrossSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  return headers.origin !== undefined && !isOwnOrigin(headers);
}

/** Whether a browser says that one of our own pages sends this: what a write by cookie needs. */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  return !isCrossSite(headers) && (headers.origin !== undefined || headers['sec-fetch-site'] === 'same-origin');
}

/** A proxy before us may speak TLS: the scheme is not ours to know. */
function isOwnOrigin({ origin = '', host = '' }: IncomingHttpHeaders): boolean {
  const own = host.toLowerCase();
  return own !== '' && [`http://${own}`, `https://${own}`].includes(origin.toLowerCase());
}
