import { stopAtEnd } from '@mailsift/testing';
import { openSession } from './opening.ts';
import type { Session } from './session.ts';
import type { SessionRequest, SessionTimeouts } from './sessionRequest.ts';

/** Long enough never to be met by a test that is not about deadlines. */
const TIMEOUTS: SessionTimeouts = { connectMs: 20_000, commandMs: 20_000, sessionMs: 60_000 };

interface Changes extends Partial<Omit<SessionRequest, 'timeouts' | 'identity' | 'target'>> {
  readonly timeouts?: Partial<SessionTimeouts>;
  readonly identity?: Partial<SessionRequest['identity']>;
  readonly target?: Partial<SessionRequest['target']>;
}

/** A request to a server on loopback, with some fields replaced. */
export function requestTo(server: { readonly port: number }, changes: Changes = {}): SessionRequest {
  const { timeouts, identity, target, ...others } = changes;
  return {
    identity: { id: 'test', bind: null, ehlo: 'probe.example.net', mailFrom: 'verify@example.net', ...identity },
    target: { host: 'mx.example.com', ip: '127.0.0.1', port: server.port, ...target },
    timeouts: { ...TIMEOUTS, ...timeouts },
    startTls: 'opportunistic',
    allowPrivate: true,
    ...others,
  };
}

/** Opens a session that must open; it is closed with the test. */
export async function openAt(server: { readonly port: number }, changes: Changes = {}): Promise<Session> {
  const opening = await openSession(requestTo(server, changes));
  if (opening.kind !== 'open') throw new Error(`the session did not open: ${JSON.stringify(opening.end)}`);
  const { session } = opening;
  stopAtEnd('session', async () => {
    session.destroy();
    await session.quit();
  });
  return session;
}
