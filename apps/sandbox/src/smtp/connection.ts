import type { Socket } from 'node:net';
import { type Action, hangUp } from './action.ts';
import { Delivery } from './delivery.ts';
import { Dialogue } from './dialogue.ts';
import { LineReader } from './lineReader.ts';
import type { MailHost } from './mailHost.ts';

/** Pipelined lines held while a reply is late; beyond it the socket is not read. */
const MOST_WAITING = 100;

/** Serves one connection to a mail host: lines in, what the dialogue decides out, one after the other. */
export function serveConnection(host: MailHost, socket: Socket): void {
  const client = (socket.remoteAddress ?? '').replace('::ffff:', '');
  const counter = host.enter(client);
  const dialogue = new Dialogue(host, client, counter);
  const delivery = new Delivery(host, socket);
  const reader = new LineReader();
  const waiting: (string | null)[] = [];
  let busy = false;
  let greeted = false;

  /** Carries an action out, and then whatever is waiting; stops where something takes time, to go on after it. */
  const goOn = (first: Action): void => {
    for (let action: Action | null = first; action !== null; action = nextAction()) {
      const running = delivery.perform(action);
      if (action.kind === 'secure' && action.handshake === 'works') startOver();
      if (running === null) continue;
      busy = true;
      void running.then(() => {
        busy = false;
        greeted = true;
        takeNext();
      });
      return;
    }
    if (delivery.layer.isPaused()) delivery.layer.resume();
  };

  const nextAction = (): Action | null => {
    const line = delivery.over ? undefined : waiting.shift();
    if (line === undefined) return null;
    return line === null ? dialogue.tooLong() : dialogue.answer(line);
  };

  const takeNext = (): void => {
    const action = nextAction();
    if (action !== null) goOn(action);
  };

  const read = (chunk: Buffer): void => {
    if (delivery.over) return;
    if (!greeted) dialogue.talkedEarly = true;
    for (const line of reader.read(chunk)) waiting.push(line);
    if (waiting.length > MOST_WAITING) delivery.layer.pause();
    if (!busy) takeNext();
  };

  /** In TLS now: what came in clear before the handshake is forgotten (RFC 3207 section 4.2). */
  const startOver = (): void => {
    waiting.length = 0;
    reader.forget();
    dialogue.secure();
    listen();
  };

  const listen = (): void => {
    const { layer } = delivery;
    layer.on('data', read);
    layer.on('end', () => layer.end());
  };

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.setTimeout(host.setting.delays.idleMs, () => {
    delivery.perform(hangUp('421 4.4.2 Error: timeout exceeded'));
  });
  // A real server's process ends with its own FIN, whatever the client still does.
  let left = false;
  const leave = (): void => {
    if (left) return;
    left = true;
    counter.closed();
    host.leave(client);
  };
  socket.once('finish', leave);
  socket.once('close', leave);
  listen();
  goOn(dialogue.greet());
  greeted = !busy;
}
