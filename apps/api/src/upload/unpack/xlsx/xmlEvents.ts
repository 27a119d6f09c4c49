import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { ApiProblem } from '../../../http/apiProblem.ts';

/** Names are without their prefix. `text` stands for itself, entities resolved. */
export interface XmlEvent {
  readonly kind: 'open' | 'close' | 'text';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

/** No tag or text of a workbook is longer (a cell holds 32,767 characters); the parser would hold all of it. */
const LONGEST_TOKEN = 1024 * 1024;
const NONE: ReadonlyMap<string, string> = new Map();

/**
 * The elements of an XML document as it streams by. Document types define nothing here, and nothing external is read.
 *
 * @throws ApiProblem `broken_archive` for what is no XML.
 */
export async function* readXml(part: Readable): AsyncGenerator<XmlEvent> {
  const parser = new SaxesParser({ fragment: false });
  let events: XmlEvent[] = [];
  let heardAt = 0;
  const hear = (event: XmlEvent) => {
    events.push(event);
    heardAt = parser.position;
  };
  parser.on('error', (cause) => {
    throw new ApiProblem('broken_archive', { cause });
  });
  parser.on('opentag', ({ name, attributes }) => {
    const given = Object.entries(attributes).map(([key, value]) => [localName(key), value] as const);
    hear({ kind: 'open', name: localName(name), attributes: new Map(given), text: '' });
  });
  parser.on('closetag', ({ name }) => hear({ kind: 'close', name: localName(name), attributes: NONE, text: '' }));
  const onText = (text: string) => hear({ kind: 'text', name: '', attributes: NONE, text });
  parser.on('text', onText);
  parser.on('cdata', onText);
  const decoder = new TextDecoder('utf-8', { fatal: false });
  try {
    for await (const chunk of part) {
      parser.write(decoder.decode(chunk, { stream: true }));
      if (parser.position - heardAt > LONGEST_TOKEN) throw new ApiProblem('broken_archive');
      yield* events;
      events = [];
    }
    parser.close();
    yield* events;
  } catch (error) {
    throw error instanceof ApiProblem ? error : new ApiProblem('broken_archive', { cause: error });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
