import { PassThrough, Readable } from 'node:stream';
import type { Terminal } from './terminal.ts';

export interface RecordedTerminal extends Terminal {
  written(): string;
  said(): string;
}

/** A terminal whose input is given and whose output can be read. */
export function recordedTerminal(input = ''): RecordedTerminal {
  const output = new PassThrough();
  const messages = new PassThrough();
  const texts = { output: '', messages: '' };
  output.setEncoding('utf8').on('data', (text: string) => {
    texts.output += text;
  });
  messages.setEncoding('utf8').on('data', (text: string) => {
    texts.messages += text;
  });
  return {
    input: Readable.from([Buffer.from(input)]),
    output,
    messages,
    say: (line) => void messages.write(`${line}\n`),
    written: () => texts.output,
    said: () => texts.messages,
  };
}
