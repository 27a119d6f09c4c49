import { Ring } from './ring.ts';

const MOMENTS = 8_192;
const NAMES = 1_000;

export interface AtOnce {
  readonly now: number;
  readonly most: number;
}

/** What was seen at one place. Moments are milliseconds since the sandbox started, the last 8,192 of each kind. */
export interface TallyCounts {
  readonly connections: AtOnce & { readonly total: number };
  readonly connectedAt: readonly number[];
  readonly rcptAt: readonly number[];
  readonly rcpts: number;
  /** RCPT commands that were not answered with 2xx. */
  readonly refused: number;
  /** Connections at once by client IP. */
  readonly clients: Readonly<Record<string, AtOnce>>;
  /** By verb; what is no verb of SMTP is `OTHER`. */
  readonly commands: Readonly<Record<string, number>>;
  readonly ehloNames: readonly string[];
  readonly mailFroms: readonly string[];
}

/** Counts of one place, in bounded memory. */
export class Tally {
  readonly #connectedAt = new Ring(MOMENTS);
  readonly #rcptAt = new Ring(MOMENTS);
  readonly #clients = new Map<string, { now: number; most: number }>();
  readonly #commands = new Map<string, number>();
  readonly #ehloNames = new Set<string>();
  readonly #mailFroms = new Set<string>();
  #now = 0;
  #most = 0;
  #total = 0;
  #rcpts = 0;
  #refused = 0;

  connected(client: string, moment: number): void {
    this.#now++;
    this.#total++;
    this.#most = Math.max(this.#most, this.#now);
    this.#connectedAt.add(moment);
    const seen = this.#clients.get(client);
    if (seen !== undefined) seen.most = Math.max(seen.most, ++seen.now);
    else if (this.#clients.size < NAMES) this.#clients.set(client, { now: 1, most: 1 });
  }

  closed(client: string): void {
    this.#now--;
    const seen = this.#clients.get(client);
    if (seen !== undefined) seen.now--;
  }

  command(verb: string): void {
    this.#commands.set(verb, (this.#commands.get(verb) ?? 0) + 1);
  }

  ehlo(name: string): void {
    if (this.#ehloNames.size < NAMES) this.#ehloNames.add(name);
  }

  mail(sender: string): void {
    if (this.#mailFroms.size < NAMES) this.#mailFroms.add(sender);
  }

  rcpt(moment: number): void {
    this.#rcpts++;
    this.#rcptAt.add(moment);
  }

  refuse(): void {
    this.#refused++;
  }

  counts(): TallyCounts {
    return {
      connections: { now: this.#now, most: this.#most, total: this.#total },
      connectedAt: this.#connectedAt.list(),
      rcptAt: this.#rcptAt.list(),
      rcpts: this.#rcpts,
      refused: this.#refused,
      clients: Object.fromEntries([...this.#clients].map(([client, { now, most }]) => [client, { now, most }])),
      commands: Object.fromEntries(this.#commands),
      ehloNames: [...this.#ehloNames],
      mailFroms: [...this.#mailFroms],
    };
  }
}
