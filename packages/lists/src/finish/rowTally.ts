import { FLAGS } from '@mailsift/signals';
import { eventOfCode, flagMask, statusOfCode } from './outcomeCode.ts';
import type { Output } from './output.ts';

/** Counts rows by outcome and flags, as they are downloaded. */
export class RowTally {
  readonly #codes = new Float64Array(256);
  readonly #masks = new Float64Array(256);

  add(code: number, mask: number): void {
    this.#codes[code] = (this.#codes[code] ?? 0) + 1;
    this.#masks[mask] = (this.#masks[mask] ?? 0) + 1;
  }

  counts(): Pick<Output, 'counts' | 'events' | 'flags'> {
    const counts = { passed: 0, failed: 0, unknown: 0, pending: 0 };
    const events: Output['events'] = {};
    const flags: Output['flags'] = {};
    for (const [code, rows] of this.#codes.entries()) {
      if (rows === 0) continue;
      counts[statusOfCode(code)] += rows;
      const event = eventOfCode(code);
      if (event !== null) events[event] = (events[event] ?? 0) + rows;
    }
    for (const [mask, rows] of this.#masks.entries()) {
      for (const flag of FLAGS) {
        if (rows > 0 && (mask & flagMask([flag])) !== 0) flags[flag] = (flags[flag] ?? 0) + rows;
      }
    }
    return { counts, events, flags };
  }
}
