import type { ServerResponse } from 'node:http';

/**
 * One client of server-sent events. Every event carries the whole state, so that a client that reads too slowly misses the ones in
 * between and gets the latest: nothing piles up.
 */
export class EventStream {
  readonly #res: ServerResponse;
  #isBlocked = false;
  #waiting: string | null = null;
  #isEnding = false;

  constructor(res: ServerResponse) {
    this.#res = res;
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // Proxies hold answers back otherwise (nginx, ngx_http_proxy_module, proxy_buffering).
      'X-Accel-Buffering': 'no',
    });
    res.on('drain', () => this.#drain());
    this.#write('retry: 2000\n\n');
  }

  /** `data` is JSON: without a line end. */
  send(event: 'progress' | 'done', data: string): void {
    const text = `event: ${event}\ndata: ${data}\n\n`;
    if (this.#isBlocked) this.#waiting = text;
    else this.#write(text);
  }

  /** A comment, which keeps proxies from closing the connection. */
  heartbeat(): void {
    if (!this.#isBlocked) this.#write(': alive\n\n');
  }

  /** Ends the stream after what waits still. */
  end(): void {
    this.#isEnding = true;
    if (this.#waiting === null) this.#res.end();
  }

  #drain(): void {
    this.#isBlocked = false;
    const text = this.#waiting;
    this.#waiting = null;
    if (text !== null) this.#write(text);
    if (this.#isEnding) this.#res.end();
  }

  #write(text: string): void {
    if (this.#res.writableEnded || this.#res.destroyed) return;
    this.#isBlocked = !this.#res.write(text);
  }
}
