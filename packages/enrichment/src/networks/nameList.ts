import type { Pack } from './packFormat.ts';

const LONGEST_NAME = 100;

/** Gives each name a number, from 1; 0 is the empty name. Names are cleaned as they come in. */
export class NameList {
  readonly #numbers = new Map([['', 0]]);
  /** By what was written, so that the name of a thousand networks is cleaned once. */
  readonly #numbersOfWritten = new Map<string, number>();

  numberOf(written: string): number {
    const known = this.#numbersOfWritten.get(written);
    if (known !== undefined) return known;
    const name = cleanName(written);
    const number = this.#numbers.get(name) ?? this.#numbers.size;
    this.#numbers.set(name, number);
    this.#numbersOfWritten.set(written, number);
    return number;
  }

  /** The names one after the other, in the order of their numbers, and where each ends. */
  pack(): Pick<Pack, 'nameEnds' | 'names'> {
    const names = Array.from(this.#numbers.keys());
    const nameEnds = new Uint32Array(names.length);
    let end = 0;
    for (const [number, name] of names.entries()) {
      end += Buffer.byteLength(name);
      nameEnds[number] = end;
    }
    return { nameEnds, names: Buffer.from(names.join('')) };
  }
}

/** A name as it may stand in a file, a page or a log: no control or invisible characters, at most 100 UTF-16 units. */
export function cleanName(name: string): string {
  const clean = name
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .normalize();
  // A cut through a pair leaves half a character.
  return clean
    .slice(0, LONGEST_NAME)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
