import { type DestinationStream, type Logger, pino } from 'pino';
import { maskAddresses } from './maskAddresses.ts';

export type { Logger } from 'pino';

export interface LoggerOptions {
  readonly level: string;
  /** The process or part that speaks, such as `api` or `worker`. */
  readonly name: string;
  /** Standard output when left out. */
  readonly destination?: DestinationStream;
}

/** A JSON logger. Local parts are masked in the finished line, so that no field, message, error or child logger is forgotten. */
export function createLogger({ level, name, destination }: LoggerOptions): Logger {
  const options = { level, name, hooks: { streamWrite: maskAddresses } };
  return destination === undefined ? pino(options) : pino(options, destination);
}
