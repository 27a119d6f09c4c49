import { expect } from 'vitest';
import type { DispatchedPass } from '../passes/pass.ts';

/** Who stands in which turn: `<identity>~<lane>` for tenants, with `~<tenant>` for the lists of one. */
export type Turns = ReadonlyMap<string, ReadonlyMap<string, Standing>>;

export interface Standing {
  /** Its virtual time. */
  readonly at: number;
  /** The part of that which passes are under way for. */
  readonly underWay: number;
}

/** A pass with whose it is. */
export interface Given extends Pick<DispatchedPass, 'listId' | 'pass'> {
  readonly tenant: string;
  readonly weight: number;
}

/** Two that wait for the same lane without a break. */
interface Pair {
  readonly turn: string;
  readonly names: readonly [string, string];
  /** How far the first is ahead of the second: as it was when both began to wait, and by what they were given since. */
  lead: number;
}

const EXACT = 1e-6;

/**
 * Keeps count, apart from what Redis counts, of what those who wait are given. Whoever is ahead of another that waits is
 * not given anything: so what any two are given while both wait, by weight, differs by one pass of each at most from
 * evening out what they began with. Who comes begins no further back than where others are with what was asked for them,
 * and who comes back no further back than where it left.
 */
export class FairTurns {
  readonly #pairs = new Map<string, Pair>();
  /** By turn and name, where those were that wait no more; only until something in the turn is given back. */
  readonly #left = new Map<string, Map<string, number>>();
  readonly #givenBack = new Set<string>();
  #known: Turns = new Map();
  /** How often somebody was given something while another waited. */
  compared = 0;

  /** Those that no longer both wait are no pair. */
  drop(turns: Turns): void {
    for (const [key, { turn, names }] of this.#pairs) {
      const waiting = turns.get(turn);
      if (!names.every((name) => waiting?.has(name))) this.#pairs.delete(key);
    }
  }

  /** Takes note of who waits now. */
  observe(turns: Turns): void {
    this.drop(turns);
    for (const [turn, waiting] of turns) {
      // Who comes may have been given something back at once.
      if (!this.#givenBack.has(turn)) this.#expectEntries(turn, waiting);
      const inTurn = [...waiting].sort();
      for (const [index, [first, { at }]] of inTurn.entries()) {
        for (const [second, { at: other }] of inTurn.slice(index + 1)) {
          this.#open({ turn, names: [first, second], lead: at - other });
        }
      }
    }
    for (const [turn, names] of this.#known) {
      if (this.#givenBack.has(turn)) continue;
      for (const [name, { at }] of names) if (!turns.get(turn)?.has(name)) this.#leave({ turn, name, at });
    }
    this.#givenBack.clear();
    this.#known = turns;
  }

  /** A pass was dispatched: neither its tenant nor its list was ahead of any other that waited then and waits still. */
  give(given: Given): void {
    for (const { turn, name, cost } of levelsOf(given)) {
      for (const pair of this.#pairsOf(turn, name)) {
        const sign = pair.names[0] === name ? 1 : -1;
        expect(sign * pair.lead, `${name} of ${pair.names}, in turn in ${turn}`).toBeLessThanOrEqual(EXACT);
        pair.lead += sign * cost;
        this.compared++;
      }
    }
  }

  /** A pass ended that did not ask some of its addresses. */
  takeBack(given: Given, unasked: number): void {
    const { open } = given.pass;
    for (const { turn, name, cost } of levelsOf(given)) {
      this.#left.delete(turn);
      this.#givenBack.add(turn);
      for (const pair of this.#pairsOf(turn, name)) {
        const part = (cost * unasked) / open;
        pair.lead -= pair.names[0] === name ? part : -part;
      }
    }
  }

  /** Redis lost what it knew. */
  forget(): void {
    this.#pairs.clear();
    this.#left.clear();
    this.#known = new Map();
  }

  #expectEntries(turn: string, waiting: ReadonlyMap<string, Standing>): void {
    const before = [...waiting].filter(([name]) => this.#known.get(turn)?.has(name));
    const back = Math.min(...before.map(([, { at, underWay }]) => at - underWay));
    for (const [name, { at }] of waiting) {
      if (this.#known.get(turn)?.has(name)) continue;
      if (before.length > 0) expect(at, `${name} comes to ${turn}`).toBeGreaterThanOrEqual(back - EXACT);
      const left = this.#left.get(turn)?.get(name) ?? 0;
      expect(at, `${name} comes back to ${turn}`).toBeGreaterThanOrEqual(left - EXACT);
    }
  }

  #leave({ turn, name, at }: { readonly turn: string; readonly name: string; readonly at: number }): void {
    const left = this.#left.get(turn) ?? new Map<string, number>();
    this.#left.set(turn, left.set(name, at));
  }

  #open(pair: Pair): void {
    const key = [pair.turn, ...pair.names].join('|');
    if (!this.#pairs.has(key)) this.#pairs.set(key, pair);
  }

  #pairsOf(turn: string, name: string): readonly Pair[] {
    return [...this.#pairs.values()].filter((pair) => pair.turn === turn && pair.names.includes(name));
  }
}

function levelsOf({ listId, pass, tenant, weight }: Given) {
  const turn = `${pass.identity}~${pass.lane}`;
  return [
    { turn, name: tenant, cost: pass.open / weight },
    { turn: `${turn}~${tenant}`, name: listId, cost: pass.open },
  ];
}
