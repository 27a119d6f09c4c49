import { connect } from 'node:net';
import { z } from 'zod';

const sessionSchema = z.object({ ip: z.string(), lines: z.array(z.string()).readonly() });
/** A conversation as the text to write: each line waits for the reply to the one before it. */
export type BareSession = z.infer<typeof sessionSchema>;

/** What one thread is given. */
export const bareSocketsTask = z.object({
  sessions: z.array(sessionSchema),
  port: z.int(),
  /** At once. */
  connections: z.int(),
});

const SPACE = 0x20;
const NEWLINE = 0x0a;

/**
 * Says its lines, one after each reply, and resolves after the close. It judges nothing, limits nothing and has no timers: what
 * Node can do at most.
 *
 * @throws the socket's error.
 */
export function runBareSession({ ip, lines }: BareSession, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: ip, port, noDelay: true });
    let next = 0;
    /** Where the reply line under way stands: its last one has a space after the code. */
    let column = 0;
    let isLast = false;
    socket.on('data', (chunk) => {
      for (const byte of chunk) {
        if (byte === NEWLINE) {
          const line = isLast ? lines[next++] : undefined;
          if (line !== undefined) socket.write(line);
          column = 0;
          isLast = false;
        } else if (column++ === 3) isLast = byte === SPACE;
      }
    });
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
}
