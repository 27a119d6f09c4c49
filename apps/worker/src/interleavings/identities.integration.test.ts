import { readProgress, readSealed } from '@mailsift/lists';
import { waitUntil } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { expectExact } from './exactness.fixture.ts';
import { type ListWorld, sandbox, startListWorld } from './world.fixture.ts';

const FIRST = '127.0.0.31';
const SECOND = '127.0.0.32';
const speakingAs = (ip: string) => ({ IDENTITIES: `${ip}|mail.a.example|verify@a.example` });

it('shares a list out over the identities of all workers, and greylisted addresses are asked again as whom they met', {
  timeout: 120_000,
}, async () => {
  // The domains of this list alone: what a host remembers of another's is not to count.
  const domainsOf = (tag: string) => Array.from({ length: 16 }, (_, index) => `${tag}-${index}.small.test`);
  const greylisted = (tag: string) => [`user-${tag}@greylist.test`, `user-${tag}@greylist-hosts.test`];
  const world = await startListWorld(speakingAs(FIRST), (tag) => [
    ...domainsOf(tag).map((domain) => `user@${domain}`),
    ...greylisted(tag),
    '',
    ...greylisted(tag),
  ]);
  // The first has been heard of already.
  await world.startWorker(speakingAs(SECOND));
  await world.startWorker();
  await untilSealed(world);
  await expectExact(world, { crashes: 0 });
  const tag = world.context.keys.prefix;
  const clients = domainsOf(tag).map((domain) => Object.keys(sandbox.counts().domains[domain]?.clients ?? {}));
  expect(clients.map(({ length }) => length)).toEqual(clients.map(() => 1));
  expect(new Set(clients.flat())).toEqual(new Set([FIRST, SECOND]));
  expect(greylisted(tag).map((address) => sandbox.counts().addresses.get(address))).toEqual([2, 2]);
});

it('hands the work of an identity that disappears over to the others, greylisted addresses too', {
  timeout: 120_000,
}, async () => {
  const world = await startListWorld({ ...speakingAs(FIRST), GREYLIST_DELAYS: '10s,1s,2s' });
  const { context, manifest } = world;
  const stop = await world.startWorker();
  await waitUntil(async () => {
    const progress = await readProgress(context.redis, context.keys, manifest.id);
    return (progress?.waiting.greylisted ?? 0) > 0;
  });
  await stop();
  await world.startWorker({ ...speakingAs(SECOND), GREYLIST_DELAYS: '1s,1s,2s' });
  await untilSealed(world);
  // The other identity is new to a server that greylists: it begins anew there.
  await expectExact(world, { crashes: 1 });
});

async function untilSealed({ store, manifest }: ListWorld): Promise<void> {
  await waitUntil(async () => (await readSealed(store, manifest.id)) !== null, { timeoutMs: 90_000 });
}
