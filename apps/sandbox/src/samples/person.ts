import { FIRST_NAMES, LAST_NAMES } from '../data/people.ts';
import type { Dice } from './dice.ts';

export interface Person {
  readonly name: string;
  /** ASCII, with a dot in it: a mailbox that exists. */
  readonly local: string;
}

const SPELLED_OUT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ø: 'o',
  å: 'aa',
  ł: 'l',
  ı: 'i',
};

export function createPerson(dice: Dice): Person {
  const first = dice.pick(FIRST_NAMES);
  const last = dice.pick(LAST_NAMES);
  return { name: `${first} ${last}`, local: `${spell(first)}.${spell(last)}${Math.floor(dice.roll() * 100)}` };
}

function spell(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]/g, (char) => SPELLED_OUT[char] ?? char)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
