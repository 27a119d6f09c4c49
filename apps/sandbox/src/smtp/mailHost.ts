import type { Census, ConnectionCounter } from '../counting/census.ts';
import type { Setting } from '../options.ts';
import type { HostScript, ScriptMaker } from './hostScript.ts';

export interface MailHostOptions {
  readonly name: string;
  readonly ip: string;
  readonly script: ScriptMaker;
  /** Whether it takes mail for the domain; for others it refuses to relay. */
  readonly serves: (domain: string) => boolean;
  readonly tls: 'some' | 'all' | 'none';
  readonly setting: Setting;
  readonly census: Census;
}

/** One mail host: its script with its memory, and who is connected to it. */
export class MailHost {
  readonly name: string;
  readonly ip: string;
  readonly setting: Setting;
  readonly serves: (domain: string) => boolean;
  readonly #options: MailHostOptions;
  readonly #open = new Map<string, number>();
  #script: HostScript;

  constructor(options: MailHostOptions) {
    this.#options = options;
    this.name = options.name;
    this.ip = options.ip;
    this.setting = options.setting;
    this.serves = options.serves;
    this.#script = options.script(options.setting);
  }

  get script(): HostScript {
    return this.#script;
  }

  get offersTls(): boolean {
    const { tls } = this.#options;
    return tls !== 'none' && (tls === 'all' || this.#script.startTls !== undefined);
  }

  connectionsOf(client: string): number {
    return this.#open.get(client) ?? 0;
  }

  enter(client: string): ConnectionCounter {
    this.#open.set(client, this.connectionsOf(client) + 1);
    return this.#options.census.open({ host: this.name, ip: this.ip }, client);
  }

  leave(client: string): void {
    const left = this.connectionsOf(client) - 1;
    if (left > 0) this.#open.set(client, left);
    else this.#open.delete(client);
  }

  /** Forgets whom it has greylisted, limited and so on. */
  reset(): void {
    this.#script = this.#options.script(this.#options.setting);
  }
}
