import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  createSecureContext,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
  connect as tlsConnect,
} from 'node:tls';
import type { TlsFact } from './outcome.ts';

let context: SecureContext | undefined;

/**
 * Starts TLS over a connected socket. Opportunistic (RFC 7435): the oldest versions and ciphers are taken, since the
 * other choice is clear text, and the certificate is looked at but never required.
 *
 * @throws where the host cannot be used as a server name.
 */
export function startTlsLayer(raw: Socket, host: string): TLSSocket {
  context ??= createSecureContext({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
  const name = host.replace(/\.$/, '');
  return tlsConnect({
    socket: raw,
    secureContext: context,
    rejectUnauthorized: false,
    checkServerIdentity: checkIdentity,
    // SNI takes names only (RFC 6066 section 3); an address is still compared with the certificate.
    ...(isIP(name) === 0 ? { servername: name } : { host: name }),
  });
}

/** What is recorded of an established layer. `authorized`: a trusted chain for this very host. */
export function tlsFactOf(layer: TLSSocket): TlsFact {
  return { protocol: layer.getProtocol() ?? 'unknown', authorized: layer.authorized };
}

/** Node calls this inside an event: an exception over a hostile certificate would end the process. */
function checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  try {
    return checkServerIdentity(host, certificate);
  } catch (error) {
    return error instanceof Error ? error : new Error('certificate cannot be read');
  }
}
