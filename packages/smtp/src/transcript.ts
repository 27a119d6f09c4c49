import { sanitise } from './sanitise.ts';

/** One line of a conversation for people to read. `at` is in milliseconds since its start; `text` is sanitised. */
export interface TranscriptLine {
  readonly at: number;
  readonly from: 'client' | 'server' | 'note';
  readonly text: string;
}

export type Transcript = (from: TranscriptLine['from'], text: string) => void;

/** Writes to `onLine`. A listener that throws loses its line; it does not decide how a conversation ends. */
export function createTranscript(onLine: ((line: TranscriptLine) => void) | undefined, now: () => number): Transcript {
  if (onLine === undefined) return () => {};
  const start = now();
  return (from, text) => {
    try {
      onLine({ at: Math.max(0, now() - start), from, text: sanitise(text) });
    } catch {}
  };
}
