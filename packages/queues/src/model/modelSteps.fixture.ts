import { readTurns } from './modelTurns.fixture.ts';
import type { ModelWorld } from './modelWorld.fixture.ts';

/** Does one thing that may happen now. */
export async function takeStep(world: ModelWorld): Promise<string> {
  const [name, act] = world.random.pick(ACTIONS) ?? ['nothing', async () => {}];
  await act(world);
  world.fair.observe(await readTurns(world));
  return name;
}

type Action = readonly [name: string, act: (world: ModelWorld) => Promise<void>];

const ACTIONS: readonly Action[] = [
  ['add a list', (world) => world.addList()],
  ['publish a cut', (world) => world.publishCut()],
  ...repeated(4, ['dispatch', (world) => world.dispatch()]),
  ...repeated(5, ['begin', (world) => world.begin()]),
  ...repeated(5, ['publish', (world) => world.publish()]),
  ...repeated(5, ['settle', (world) => world.settle()]),
  ['crash', (world) => world.crash()],
  ['lose a job', (world) => world.loseJob()],
  ['hand back', (world) => world.handBack()],
  ...repeated(2, ['renew', (world) => world.renew()]),
  ...repeated(2, ['let time pass', (world) => world.letTimePass()]),
  ['learn', (world) => world.learn()],
  ['pause or resume', (world) => world.pause()],
  ['end a list', (world) => world.end()],
  ['hand over', (world) => world.handOver()],
  ['flush', (world) => world.flush()],
  ...repeated(3, ['recover', (world) => world.recover()]),
];

function repeated(times: number, item: Action): readonly Action[] {
  return Array.from({ length: times }, () => item);
}
