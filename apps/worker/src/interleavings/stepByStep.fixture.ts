import { readProgress, readSplitDone } from '@mailsift/lists';
import { waitUntil } from '@mailsift/testing';
import { dispatchAll } from '../dispatchAll.ts';
import { finish } from '../finish.ts';
import { probePass } from '../probe/probePass.ts';
import { resolve } from '../resolve.ts';
import { split } from '../split.ts';
import type { WorkerContext } from '../workerContext.ts';
import { type ListWorld, startListWorld } from './world.fixture.ts';

export class Crash extends Error {}

/** Stops a process between two of its steps, or does something at that moment. */
export interface Steps {
  /** How many there were so far. */
  taken: number;
  /** Called before each step with its number, from 0. What it throws ends the run. */
  readonly before: (step: number) => Promise<void>;
}

/** The context with a step before everything that others can see: each call of the store, of the scripts and of the queues. */
export function withSteps(context: WorkerContext, steps: Steps): WorkerContext {
  const step = () => steps.before(steps.taken++);
  return {
    ...context,
    store: stepping(context.store, step),
    passes: stepping(context.passes, step),
    catalogue: stepping(context.catalogue, step),
  };
}

/** As a process that was killed before its step `at`: from then on it does nothing. */
export function crashingAt(at: number): Steps {
  return {
    taken: 0,
    async before(step) {
      if (step >= at) throw new Crash();
    },
  };
}

function stepping<T extends object>(target: T, step: () => Promise<void>): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function') return member;
      if (name === 'list') {
        return async function* (...args: unknown[]) {
          await step();
          yield* Reflect.apply(member, object, args);
        };
      }
      return async (...args: unknown[]) => {
        await step();
        return Reflect.apply(member, object, args);
      };
    },
  });
}

export const STAGES = ['split', 'resolve', 'probe', 'finish'] as const;
export type Stage = (typeof STAGES)[number];

/** A list that has come to a stage, by handlers called one after the other. */
export async function startAt(stage: Stage): Promise<ListWorld> {
  const world = await startListWorld();
  const earlier = STAGES.slice(0, STAGES.indexOf(stage));
  for (const each of earlier) await run(each, world, world.context);
  if (earlier.includes('probe')) await probeAll(world);
  return world;
}

/** Runs every pass, retries too, until nothing is left but to finish the list. */
async function probeAll({ context, dispatched, manifest }: ListWorld): Promise<void> {
  const isComplete = async () => {
    const progress = await readProgress(context.redis, context.keys, manifest.id);
    return progress !== null && progress.addresses > 0 && progress.done === progress.addresses;
  };
  for (let next = 1; !(await isComplete()); next++) {
    const pass = await waitUntil(async () => {
      await dispatchAll(context);
      return dispatched[next];
    });
    await probePass(context, pass);
  }
}

/** Runs the handler of a stage; of `probe`, for the first pass. */
export async function run(stage: Stage, world: ListWorld, context: WorkerContext): Promise<void> {
  const { id } = world.manifest;
  switch (stage) {
    case 'split':
      return split(context, id);
    case 'resolve': {
      const done = await readSplitDone(world.store, id);
      for (const { name } of done?.partitions ?? []) await resolve(context, { listId: id, partition: name });
      return;
    }
    case 'probe': {
      const [pass] = world.dispatched;
      if (pass === undefined) throw new Error('No pass was dispatched');
      return probePass(context, pass);
    }
    case 'finish':
      return finish(context, id);
    default:
      return stage satisfies never;
  }
}
