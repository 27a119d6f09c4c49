import { describe, expect, it } from 'vitest';
import { type EtaTerms, laneEta } from './laneEta.ts';
import type { LaneProgress } from './laneProgress.ts';

const NOW = 1_000_000;
const TERMS: EtaTerms = { now: NOW, pace: 20, growth: 1, listSeconds: null };
const LANE: LaneProgress = {
  addresses: 1_000,
  done: 200,
  waiting: 0,
  inFlight: 1,
  retryAt: null,
  measured: { beganAt: NOW - 40_000, beganDone: 0, sinceAt: NOW - 39_999, sinceDone: 0, heardAt: NOW + 1 },
};

describe('the time a lane takes', () => {
  it('is its backlog over the pace measured', () => {
    expect(laneEta(LANE, TERMS)).toBe(800 / 5);
  });

  it('is by what is permitted while there is nothing measured, and unknown where nobody says', () => {
    const fresh = {
      ...LANE,
      done: 0,
      measured: { beganAt: NOW, beganDone: 0, sinceAt: NOW, sinceDone: 0, heardAt: NOW },
    };
    expect(laneEta(fresh, TERMS)).toBe(50);
    expect(laneEta({ ...fresh, measured: null }, { ...TERMS, pace: null })).toBeNull();
  });

  it('goes down while passes are under way, by no more than what they decide', () => {
    expect(laneEta(LANE, { ...TERMS, now: NOW + 10_000 })).toBe(150);
    expect(laneEta(LANE, { ...TERMS, now: NOW + 100_000 })).toBe(140);
  });

  it('reaches to the next retry, and what waits has to be asked then', () => {
    const waiting = { ...LANE, done: 900, waiting: 100, retryAt: NOW + 360_000 };
    const measured = { beganAt: 0, beganDone: 0, sinceAt: NOW - 90_000, sinceDone: 0, heardAt: NOW };
    expect(laneEta({ ...waiting, measured }, TERMS)).toBe(370);
  });

  it('counts what is not resolved yet, by how much of the list that is', () => {
    expect(laneEta(LANE, { ...TERMS, growth: 2 })).toBe(1_800 / 5);
  });

  it('is no longer than the list takes where the lane only waits for its turn', () => {
    expect(laneEta(LANE, { ...TERMS, listSeconds: 100 })).toBe(100);
    expect(laneEta(LANE, { ...TERMS, listSeconds: 10 })).toBe(800 / 20);
    expect(laneEta(LANE, { ...TERMS, listSeconds: 1_000 })).toBe(800 / 5);
    expect(laneEta(LANE, { ...TERMS, pace: null, listSeconds: 10 })).toBe(10);
  });

  it('is by the pace measured where that is what is permitted, however fast the others are', () => {
    expect(laneEta(LANE, { ...TERMS, pace: 6, listSeconds: 10 })).toBe(800 / 5);
  });

  it('is none when all is done', () => {
    expect(laneEta({ ...LANE, done: 1_000 }, TERMS)).toBe(0);
  });
});
