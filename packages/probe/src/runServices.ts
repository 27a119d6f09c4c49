import { setTimeout as wait } from 'node:timers/promises';
import type { ProbeServices, Sleep } from './request.ts';

export type RunServices = Required<ProbeServices>;

const systemSleep: Sleep = async (ms, signal) => {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/** The services with the system's clocks where none are given. */
export function withClocks(services: ProbeServices): RunServices {
  return { now: Date.now, elapsed: () => performance.now(), sleep: systemSleep, ...services };
}
