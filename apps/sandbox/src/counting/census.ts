import { Tally, type TallyCounts } from './tally.ts';

const MOST_DOMAINS = 10_000;
const MOST_ADDRESSES = 500_000;
const VERBS = new Set(['EHLO', 'HELO', 'STARTTLS', 'MAIL', 'RCPT', 'DATA', 'BDAT', 'RSET', 'NOOP', 'VRFY', 'QUIT']);

export interface HostCounts extends TallyCounts {
  readonly host: string;
  readonly ip: string;
}

/** What the sandbox has seen since it started or was reset. */
export interface SandboxCounts {
  readonly all: TallyCounts;
  /** By host name. */
  readonly hosts: Readonly<Record<string, HostCounts>>;
  /** By the last two labels of the host name: what a lane without a provider is. */
  readonly operators: Readonly<Record<string, TallyCounts>>;
  /** By recipient domain: RCPTs, and the connections that asked for it. The first 10,000 domains. */
  readonly domains: Readonly<Record<string, TallyCounts>>;
  /** RCPTs by address as written, the first 500,000 addresses. */
  readonly addresses: ReadonlyMap<string, number>;
  /** DATA and BDAT commands: a verifier sends none. */
  readonly data: number;
  /** RCPTs that found no room in `domains` or `addresses`. */
  readonly overlooked: number;
}

export interface Place {
  readonly host: string;
  readonly ip: string;
}

/** What one connection reports as it goes on. */
export interface ConnectionCounter {
  command(verb: string): void;
  ehlo(name: string): void;
  mail(sender: string): void;
  rcpt(address: string, domain: string): void;
  refuse(domain: string): void;
  closed(): void;
}

const NO_COUNTER: ConnectionCounter = {
  command() {},
  ehlo() {},
  mail() {},
  rcpt() {},
  refuse() {},
  closed() {},
};

/** Counts by host, operator, domain and address, in bounded memory. */
export class Census {
  readonly #enabled: boolean;
  readonly #now: () => number;
  #all = new Tally();
  #hosts = new Map<string, { place: Place; tally: Tally }>();
  #operators = new Map<string, Tally>();
  #domains = new Map<string, Tally>();
  #addresses = new Map<string, number>();
  #data = 0;
  #overlooked = 0;

  constructor(enabled: boolean, now: () => number) {
    this.#enabled = enabled;
    this.#now = now;
  }

  /** Counts a connection from here on. Connections opened before a reset go on counting where nobody looks. */
  open(place: Place, client: string): ConnectionCounter {
    if (!this.#enabled) return NO_COUNTER;
    const everywhere = [this.#all, this.#hostTally(place), this.#operatorTally(place)];
    const domains = new Map<string, Tally>();
    const moment = this.#now();
    for (const tally of everywhere) tally.connected(client, moment);
    return {
      command: (verb) => {
        const known = VERBS.has(verb) ? verb : 'OTHER';
        for (const tally of everywhere) tally.command(known);
        if (known === 'DATA' || known === 'BDAT') this.#data++;
      },
      ehlo: (name) => {
        for (const tally of everywhere) tally.ehlo(name);
      },
      mail: (sender) => {
        for (const tally of everywhere) tally.mail(sender);
      },
      rcpt: (address, domain) => {
        const now = this.#now();
        for (const tally of everywhere) tally.rcpt(now);
        this.#countAddress(address);
        const tally = domains.get(domain) ?? this.#enterDomain(domain, client, domains);
        tally?.rcpt(now);
      },
      refuse: (domain) => {
        for (const tally of everywhere) tally.refuse();
        domains.get(domain)?.refuse();
      },
      closed: () => {
        for (const tally of everywhere) tally.closed(client);
        for (const tally of domains.values()) tally.closed(client);
      },
    };
  }

  counts(): SandboxCounts {
    const each = (tallies: ReadonlyMap<string, Tally>) =>
      Object.fromEntries([...tallies].map(([name, tally]) => [name, tally.counts()]));
    return {
      all: this.#all.counts(),
      hosts: Object.fromEntries(
        [...this.#hosts].map(([name, { place, tally }]) => [name, { ...place, ...tally.counts() }]),
      ),
      operators: each(this.#operators),
      domains: each(this.#domains),
      addresses: new Map(this.#addresses),
      data: this.#data,
      overlooked: this.#overlooked,
    };
  }

  reset(): void {
    this.#all = new Tally();
    this.#hosts = new Map();
    this.#operators = new Map();
    this.#domains = new Map();
    this.#addresses = new Map();
    this.#data = 0;
    this.#overlooked = 0;
  }

  #hostTally(place: Place): Tally {
    const found = this.#hosts.get(place.host);
    if (found !== undefined) return found.tally;
    const tally = new Tally();
    this.#hosts.set(place.host, { place, tally });
    return tally;
  }

  #operatorTally({ host }: Place): Tally {
    const operator = host.split('.').slice(-2).join('.');
    const tally = this.#operators.get(operator) ?? new Tally();
    this.#operators.set(operator, tally);
    return tally;
  }

  #enterDomain(domain: string, client: string, entered: Map<string, Tally>): Tally | null {
    const known = this.#domains.get(domain);
    if (known === undefined && this.#domains.size >= MOST_DOMAINS) {
      this.#overlooked++;
      return null;
    }
    const tally = known ?? new Tally();
    this.#domains.set(domain, tally);
    entered.set(domain, tally);
    tally.connected(client, this.#now());
    return tally;
  }

  #countAddress(address: string): void {
    const before = this.#addresses.get(address);
    if (before === undefined && this.#addresses.size >= MOST_ADDRESSES) this.#overlooked++;
    else this.#addresses.set(address, (before ?? 0) + 1);
  }
}
