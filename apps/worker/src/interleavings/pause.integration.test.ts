import { waitUntil } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { dispatchAll } from '../dispatchAll.ts';
import { expectExact } from './exactness.fixture.ts';
import { sandbox, startListWorld } from './world.fixture.ts';

const ADDRESSES = 40;
const ROUNDS = 20;
/** Of one transaction, at most. */
const RCPTS = 5;

it('stops what is not on the wire yet when a list is paused, in the middle of a pass, and loses nothing', {
  timeout: 120_000,
}, async () => {
  const userOf = (tag: string, index: number) => `user-${tag}-${index}@exists.test`;
  const users = (tag: string) => Array.from({ length: ADDRESSES }, (_, index) => userOf(tag, index));
  // So slow that a pass takes many seconds.
  const world = await startListWorld({ LANE_DEFAULT_RATE: '5/s' }, (tag) => [
    ...users(tag),
    '',
    userOf(tag, 0),
    userOf(tag, 1),
  ]);
  const { context, control, manifest } = world;
  const { redis, keys, settings } = context;
  const asked = () => users(keys.prefix).reduce((sum, user) => sum + (sandbox.counts().addresses.get(user) ?? 0), 0);
  const running = async () => {
    const counts = await Promise.all(settings.identities.map(({ id }) => redis.zcard(keys.dispatched(id))));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  await world.startWorker();
  await waitUntil(() => asked() >= 8);
  const onTheWire = await running();
  await control.control(manifest.id, 'pause');
  const [answered, lastDispatched] = [asked(), await redis.get(keys.dispatchCounter)];
  await waitUntil(async () => (await running()) === 0);
  const before = asked();
  expect(before).toBeLessThan(ADDRESSES);
  // Each pass ends its transaction, and at most the one it begins before it hears of the pause.
  expect(before - answered).toBeLessThanOrEqual(2 * RCPTS * onTheWire);
  for (let round = 0; round < ROUNDS; round++) await dispatchAll(context);
  expect([await running(), asked()]).toEqual([0, before]);
  expect(await redis.get(keys.dispatchCounter)).toBe(lastDispatched);
  await control.control(manifest.id, 'resume');
  await world.completeByWorker();
  // Nobody was asked twice: what had an answer kept it, and the rest had not been asked.
  await expectExact(world, { crashes: 0 });
});
