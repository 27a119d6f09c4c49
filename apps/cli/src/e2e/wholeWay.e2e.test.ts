import { expect, it } from 'vitest';
import { csvOf, entriesOf } from './csvOf.fixture.ts';
import { expectAttempts, expectCounts, expectLimits, expectRows } from './exactness.fixture.ts';
import { startSystem } from './system.fixture.ts';

const CONNECTIONS = 4;
const RATE = 40;

it('R1 R2 P1 C1 C2: takes a list the whole way, every row, every verdict, no limit exceeded', {
  timeout: 180_000,
}, async () => {
  const env = { LANE_DEFAULT_CONNECTIONS: String(CONNECTIONS), LANE_DEFAULT_RATE: `${RATE}/s` };
  const system = await startSystem({ workers: 2, env });
  const entries = entriesOf(600);
  const { id } = await system.upload(csvOf(entries));
  const lines = await system.result(id);
  expectRows(lines, entries, system.sandbox);
  expectCounts(await system.client.read(id), lines);
  expectAttempts(lines, system.sandbox, 0);
  expectLimits(system.sandbox, { connections: CONNECTIONS, rate: RATE });
  expect(await system.client.read(id)).toMatchObject({ state: 'completed', percent: 100 });
});

it('R1 R2 P1 D1: loses nothing and asks nobody twice for it when processes are killed', {
  timeout: 240_000,
}, async () => {
  const system = await startSystem({ workers: 2, env: { LANE_DEFAULT_RATE: '40/s' } });
  const entries = entriesOf(600);
  const { id } = await system.upload(csvOf(entries));
  const decided = async (count: number) => {
    for await (const list of system.client.follow(id)) if (list.addresses.done >= count) return;
  };
  await decided(100);
  await system.killWorker(0);
  await decided(300);
  await system.killApi();
  await decided(500);
  await system.killWorker(1);
  const lines = await system.result(id);
  expectRows(lines, entries, system.sandbox);
  expectCounts(await system.client.read(id), lines);
  expectAttempts(lines, system.sandbox, 2);
});
