import { Redis } from './ioredis.ts';

/**
 * A client that writes what is asked of it in one turn of the event loop all at once, in the order in which it was asked: a
 * write of its own for each command costs more, here and in Redis, than most commands do. Nothing waits for an answer,
 * as it would in a pipeline, and nobody waits longer than others take to ask.
 */
export class GatheringRedis extends Redis {
  #isGathering = false;

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    if (this.status === 'ready' && !this.#isGathering) this.#gather();
    return super.sendCommand(command, stream);
  }

  #gather(): void {
    const { stream } = this;
    this.#isGathering = true;
    stream.cork();
    // After the events of this turn were heard, so that the commands of all of them go together.
    setImmediate(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }
}
