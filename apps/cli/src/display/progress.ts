import { SingleBar } from 'cli-progress';
import type { ListView } from '../client/listView.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Shows how far a list has come: a bar where a person looks on, else a line now and then. */
export interface ProgressDisplay {
  show(list: ListView): void;
  /** Leaves the last state standing, and the line free. */
  end(): void;
}

const LINE_EVERY_MS = 5_000;

export function createProgress(terminal: Terminal, now: () => number = Date.now): ProgressDisplay {
  return terminal.messages.isTTY === true ? barProgress(terminal) : lineProgress(terminal, now);
}

function barProgress({ messages }: Terminal): ProgressDisplay {
  const bar = new SingleBar({
    stream: messages,
    format: '{bar} {figures}',
    barsize: 24,
    barCompleteChar: '#',
    barIncompleteChar: '-',
    fps: 5,
    hideCursor: true,
    // Signals are the command's to handle.
    gracefulExit: false,
  });
  let isStarted = false;
  return {
    show(list) {
      const payload = { figures: progressLine(list) };
      if (!isStarted) bar.start(100, 0, payload);
      isStarted = true;
      bar.update(list.percent, payload);
    },
    end: () => bar.stop(),
  };
}

function lineProgress({ say }: Terminal, now: () => number): ProgressDisplay {
  let saidAt = Number.NEGATIVE_INFINITY;
  let said = '';
  return {
    show(list) {
      const line = progressLine(list);
      const isDue = now() - saidAt >= LINE_EVERY_MS || list.state === 'completed';
      if (!isDue || line === said) return;
      said = line;
      saidAt = now();
      say(line);
    },
    end: () => {},
  };
}

/** `verifying   45 %  passed 80  failed 30  unknown 25  12/s  3 greylisted  about 2 min left`. */
export function progressLine({ state, percent, counts, rate, waiting, etaSeconds }: ListView): string {
  const parts = [
    state.padEnd(9),
    `${Math.floor(percent)} %`.padStart(5),
    `passed ${counts.passed}`,
    `failed ${counts.failed}`,
    `unknown ${counts.unknown}`,
    rate === 0 ? '' : `${rate}/s`,
    waiting.greylisted === 0 ? '' : `${waiting.greylisted} greylisted`,
    waiting.throttled === 0 ? '' : `${waiting.throttled} throttled`,
    etaSeconds === null || etaSeconds === 0 ? '' : `about ${formatSeconds(etaSeconds)} left`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

/** `45 s`, `12 min`, `3.5 h`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return seconds < 6_000 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
