import { createLogger, type Logger } from '@mailsift/runtime';
import type { Terminal } from '../terminal/terminal.ts';

/** A log beside a progress bar: errors alone, unless LOG_LEVEL was set to something else than its default. */
export function quietLog(name: string, logLevel: string, { messages }: Pick<Terminal, 'messages'>): Logger {
  return createLogger({ level: logLevel === 'info' ? 'error' : logLevel, name, destination: messages });
}
