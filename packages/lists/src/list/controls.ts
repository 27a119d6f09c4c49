import { z } from 'zod';
import { putJson, readJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

export const CONTROLS = ['pause', 'resume', 'cancel', 'expire'] as const;
/** `expire` is the end by MAX_LIST_AGE: what is open becomes unknown. After `cancel` it stays pending. Both are final. */
export type Control = (typeof CONTROLS)[number];

const controlSchema = z.object({ control: z.enum(CONTROLS), at: z.number() });
export type ControlRecord = z.infer<typeof controlSchema>;

/** Whether work may start, derived from the controls. */
export type Hold = 'none' | 'paused' | 'canceled' | 'expired';

/** A person who toggles more often than this has to start the list again. */
const MOST_CONTROLS = 10_000;

/** All controls of a list, in order. */
export async function readControls(store: Store, id: string): Promise<readonly ControlRecord[]> {
  const controls: ControlRecord[] = [];
  for (let sequence = 0; sequence < MOST_CONTROLS; sequence++) {
    const control = await readJson(store, storeKeys.control(id, sequence), controlSchema);
    if (control === null) break;
    controls.push(control);
  }
  return controls;
}

export function holdOf(controls: readonly ControlRecord[]): Hold {
  let hold: Hold = 'none';
  for (const { control } of controls) hold = nextHold(hold, control);
  return hold;
}

/** What a control makes of a hold: an end stays an end. */
function nextHold(hold: Hold, control: Control): Hold {
  if (hold === 'canceled' || hold === 'expired') return hold;
  switch (control) {
    case 'pause':
      return 'paused';
    case 'resume':
      return 'none';
    case 'cancel':
      return 'canceled';
    case 'expire':
      return 'expired';
    default:
      return control satisfies never;
  }
}

/**
 * Writes a control after the last one, unless it changes nothing. Two writers at once get two numbers, so that every
 * reader sees one order. Gives the hold that stands then.
 */
export async function writeControl(store: Store, id: string, control: Control): Promise<Hold> {
  const controls = [...(await readControls(store, id))];
  for (;;) {
    const hold = holdOf(controls);
    if (nextHold(hold, control) === hold) return hold;
    const sequence = controls.length;
    if (sequence >= MOST_CONTROLS) throw new Error(`List ${id} has had ${MOST_CONTROLS} controls`);
    const outcome = await putJson(store, storeKeys.control(id, sequence), { control, at: Date.now() });
    if (outcome === 'stored') return nextHold(hold, control);
    const winner = await readJson(store, storeKeys.control(id, sequence), controlSchema);
    if (winner === null) return hold;
    controls.push(winner);
  }
}

/** Milliseconds a list has run for, pauses left out. */
export function ageOf(startedAt: number, controls: readonly ControlRecord[], now: number): number {
  let paused = 0;
  let since: number | null = null;
  for (const { control, at } of controls) {
    if (control === 'pause') since ??= at;
    else if (since !== null) {
      paused += at - since;
      since = null;
    }
  }
  if (since !== null) paused += now - since;
  return Math.max(0, now - startedAt - paused);
}
