/** Random choices that are the same for the same seed and row, whatever was drawn before. */
export interface Dice {
  /** From 0 up to 1, not included. */
  roll(): number;
  pick<T>(list: readonly [T, ...T[]]): T;
}

/** Mulberry32, started from a mix of seed and row. */
export function createDice(seed: number, row: number): Dice {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(row + 1, 0xc2b2ae35);
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    roll,
    pick: (list) => list[Math.floor(roll() * list.length)] ?? list[0],
  };
}
