import type { ServerResponse } from 'node:http';
import { type ListView, type Manifest, readSealed } from '@mailsift/lists';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import { FINAL_STATES, type ListHandler } from '../lists/listRoutes.ts';
import { EventStream } from './eventStream.ts';

/** Event streams at once, over all lists. */
export const MOST_LISTENERS = 500;

export type HubContext = Pick<ApiContext, 'store' | 'control' | 'log' | 'timing'>;

interface Channel {
  readonly manifest: Manifest;
  readonly listeners: Set<EventStream>;
  readonly heartbeat: NodeJS.Timeout;
  timer: NodeJS.Timeout | undefined;
  /** The list as last sent. */
  last: string | null;
  hasFailed: boolean;
}

/** Looks at a list every so often while somebody listens to it, once for all who do, and tells them what changed. */
export class ProgressHub {
  readonly #context: HubContext;
  readonly #channels = new Map<string, Channel>();
  #listeners = 0;

  constructor(context: HubContext) {
    this.#context = context;
  }

  /** Lists that are being looked at. */
  get watched(): number {
    return this.#channels.size;
  }

  /** Sends the events of a list until it ends or the client goes. @throws ApiProblem `too_many_listeners`. */
  subscribe(manifest: Manifest, res: ServerResponse): void {
    if (this.#listeners >= MOST_LISTENERS)
      throw new ApiProblem('too_many_listeners', { headers: { 'Retry-After': '10' } });
    const channel = this.#channels.get(manifest.id) ?? this.#open(manifest);
    const stream = new EventStream(res);
    channel.listeners.add(stream);
    this.#listeners++;
    if (channel.last !== null) stream.send('progress', channel.last);
    res.once('close', () => {
      this.#listeners--;
      channel.listeners.delete(stream);
      if (channel.listeners.size === 0) this.#shut(channel);
    });
  }

  close(): void {
    for (const channel of this.#channels.values()) this.#endAll(channel);
  }

  #open(manifest: Manifest): Channel {
    const channel: Channel = {
      manifest,
      listeners: new Set(),
      heartbeat: setInterval(() => {
        for (const stream of channel.listeners) stream.heartbeat();
      }, this.#context.timing.heartbeatMs),
      timer: undefined,
      last: null,
      hasFailed: false,
    };
    this.#channels.set(manifest.id, channel);
    void this.#look(channel);
    return channel;
  }

  async #look(channel: Channel): Promise<void> {
    try {
      await this.#tell(channel);
      channel.hasFailed = false;
    } catch (error) {
      // Said once a fault: whoever listens learns the rest when it is over.
      if (!channel.hasFailed)
        this.#context.log.warn({ err: error, list: channel.manifest.id }, 'Progress is not known');
      channel.hasFailed = true;
    }
    if (this.#channels.get(channel.manifest.id) !== channel) return;
    channel.timer = setTimeout(() => void this.#look(channel), this.#context.timing.pollMs);
  }

  async #tell(channel: Channel): Promise<void> {
    const { control } = this.#context;
    const { owner, id } = channel.manifest;
    if ((await control.find(owner, id)) === null) return this.#endAll(channel);
    const view = await control.view(channel.manifest);
    const text = JSON.stringify(view);
    if (text !== channel.last) for (const stream of channel.listeners) stream.send('progress', text);
    channel.last = text;
    if (!(await this.#hasEnded(view))) return;
    for (const stream of channel.listeners) stream.send('done', text);
    this.#endAll(channel);
  }

  /** A canceled list is sealed a little later: then its counts are final and it can be downloaded. */
  async #hasEnded({ id, state, rows }: ListView): Promise<boolean> {
    if (state !== 'canceled' || rows === null) return FINAL_STATES.includes(state);
    return (await readSealed(this.#context.store, id)) !== null;
  }

  #endAll(channel: Channel): void {
    this.#shut(channel);
    for (const stream of channel.listeners) stream.end();
  }

  #shut(channel: Channel): void {
    clearTimeout(channel.timer);
    clearInterval(channel.heartbeat);
    if (this.#channels.get(channel.manifest.id) === channel) this.#channels.delete(channel.manifest.id);
  }
}

/** `GET /v1/lists/{id}/events`: `progress` whenever the list changed, `done` when it has ended. */
export function listEvents(hub: ProgressHub): ListHandler {
  return (req, res, manifest) => {
    if (req.method === 'HEAD') res.type('text/event-stream').end();
    else hub.subscribe(manifest, res);
  };
}
