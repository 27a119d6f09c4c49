import type { Readable } from 'node:stream';
import { ApiProblem } from '../../../http/apiProblem.ts';
import { readXml } from './xmlEvents.ts';

/** Held in memory while a sheet is read: one in each row of a full sheet, at the length of a long address. */
const MOST_CHARACTERS = 64 * 1024 * 1024;
const MOST_STRINGS = 2_000_000;

/** The texts that cells name by number (ECMA-376 part 1, 18.4). @throws ApiProblem `workbook_too_large`. */
export async function readSharedStrings(part: Readable | null): Promise<readonly string[]> {
  if (part === null) return [];
  const strings: string[] = [];
  let characters = 0;
  let current = '';
  let isText = false;
  // How a text is pronounced stands beside it.
  let isPhonetic = false;
  for await (const { kind, name, text } of readXml(part)) {
    if (kind === 'text') {
      if (isText && !isPhonetic) current += text;
      continue;
    }
    if (name === 't') isText = kind === 'open';
    if (name === 'rPh') isPhonetic = kind === 'open';
    if (name !== 'si') continue;
    if (kind === 'open') {
      current = '';
      continue;
    }
    strings.push(current);
    characters += current.length;
    if (characters > MOST_CHARACTERS || strings.length > MOST_STRINGS) throw new ApiProblem('workbook_too_large');
  }
  return strings;
}
