import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { type Admission, type AdmissionRequest, type Admitted, createAdmission } from '../admission/admission.ts';
import type { LaneSignal, Lease, Lesson } from '../admission/lease.ts';
import { SETTINGS } from './modelLimits.fixture.ts';

/** A connection that a process holds open under a lease, until it settles it or loses it. */
export interface HeldSocket {
  readonly lease: Lease;
  readonly request: AdmissionRequest;
}

export interface ProcessOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  /** Monotonic, ms. */
  readonly elapsed: () => number;
}

/** A worker with the real admission of one, whose timers fire when the model says so. */
export class SimulatedProcess {
  readonly open = new Set<HeldSocket>();
  /** Closed because the lease was lost, and not settled yet. */
  readonly lost: HeldSocket[] = [];
  state: 'running' | 'paused' | 'dead' = 'running';
  readonly #admission: Admission;
  readonly #timers = new Set<() => void>();

  constructor({ redis, keys, elapsed }: ProcessOptions) {
    const setTimer = (callback: () => void) => {
      this.#timers.add(callback);
      return () => void this.#timers.delete(callback);
    };
    this.#admission = createAdmission({
      redis,
      keys,
      settings: SETTINGS,
      now: () => 0,
      random: () => 0.5,
      elapsed,
      setTimer,
    });
  }

  async admit(request: AdmissionRequest): Promise<Admitted> {
    const admitted = await this.#admission.admit(request);
    // Who died while Redis answered has no socket; what was granted to it runs out.
    if (admitted.granted && this.state !== 'dead') this.#hold({ lease: admitted.lease, request });
    return admitted;
  }

  async settle(socket: HeldSocket, signal: LaneSignal, lesson: Lesson): Promise<void> {
    this.open.delete(socket);
    await socket.lease.settle(signal, lesson);
  }

  /** Its timers fire, unless it is stopped or gone. */
  look(): void {
    if (this.state !== 'running') return;
    for (const callback of [...this.#timers]) callback();
  }

  /** As by SIGSTOP: its sockets stay, and nothing of it runs. */
  pause(): void {
    this.state = 'paused';
  }

  resume(): void {
    this.state = 'running';
    this.look();
  }

  /** As by SIGKILL: the system closes its sockets, and nobody settles its leases. */
  crash(): void {
    this.state = 'dead';
    this.open.clear();
    this.lost.length = 0;
    this.#timers.clear();
  }

  #hold(socket: HeldSocket): void {
    this.open.add(socket);
    const close = () => {
      if (this.open.delete(socket)) this.lost.push(socket);
    };
    socket.lease.signal.addEventListener('abort', close, { once: true });
  }
}
