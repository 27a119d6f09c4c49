import { expect, it } from 'vitest';
import type { Lane } from '../api/laneSchemas.ts';
import { refusingLanes } from './refusingLanes.ts';

const lane: Lane = {
  identity: '0123456789',
  lane: 'outlook',
  state: 'resting',
  signal: 'blocked',
  reply: '550 5.7.1 blocked',
  since: '2026-11-26T13:20:00.000Z',
  until: '2026-11-26T14:20:00.000Z',
};

it('names the lanes of the list that refuse us now, each once', () => {
  const lanes: readonly Lane[] = [
    lane,
    { ...lane, identity: 'another' },
    { ...lane, lane: 'google', signal: 'throttled' },
    { ...lane, lane: 'yahoo', state: 'recovered' },
    { ...lane, lane: 'example.com' },
  ];
  const providers = ['outlook', 'google', 'yahoo'].map((provider) => ({ provider, addresses: 1 }));
  expect(refusingLanes(lanes, { providers })).toEqual([lane]);
  expect(refusingLanes(lanes, { providers: [] })).toEqual([]);
});
