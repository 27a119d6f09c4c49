import { reply } from '../smtp/action.ts';
import type { HostScript, ScriptMaker, Turn } from '../smtp/hostScript.ts';

/** Triples remembered by one host; the oldest are forgotten first. */
const MOST_REMEMBERED = 200_000;

export interface GreylistRules {
  /** The refusal; `<>` stands for the recipient, `#` for the seconds left. */
  readonly text: string;
  /** Whether a retry that comes too early starts the wait over, as Plesk's greylisting does. */
  readonly restarts: boolean;
}

/**
 * Greylisting as postgrey does it: keyed by client IP, sender and recipient, one memory per host. A recipient is refused
 * until it is asked again after `greylistMs` and before `greylistWindowMs`; from then on it is answered. Who is asked
 * says nothing about who exists.
 */
export function greylisting({ text, restarts }: GreylistRules): ScriptMaker {
  return ({ delays, now }): HostScript => {
    const firstSeen = new Map<string, number>();
    const passed = new Set<string>();

    const remember = (triple: string, moment: number) => {
      firstSeen.delete(triple);
      firstSeen.set(triple, moment);
      dropOldest(firstSeen);
    };

    const judge = (turn: Turn) => {
      const { client, sender, recipient } = turn;
      const triple = `${client}\0${sender}\0${recipient?.address.toLowerCase()}`;
      if (passed.has(triple)) return null;
      const moment = now();
      const first = firstSeen.get(triple);
      const waited = first === undefined ? null : moment - first;
      if (waited !== null && waited >= delays.greylistMs && waited <= delays.greylistWindowMs) {
        firstSeen.delete(triple);
        passed.add(triple);
        dropOldest(passed);
        return null;
      }
      const isNew = waited === null || waited > delays.greylistWindowMs;
      if (isNew || restarts) remember(triple, moment);
      const left = isNew || restarts ? delays.greylistMs : delays.greylistMs - waited;
      const seconds = String(Math.ceil(left / 1_000));
      return reply(text.replaceAll('<>', `<${recipient?.address}>`).replaceAll('#', seconds));
    };

    return { on: { rcpt: judge } };
  };
}

function dropOldest(memory: Set<string> | Map<string, number>): void {
  if (memory.size <= MOST_REMEMBERED) return;
  for (const oldest of memory.keys()) {
    memory.delete(oldest);
    return;
  }
}
