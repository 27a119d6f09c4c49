import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

const CANARY = 'zqcanaryqz';
const address = `${CANARY}@example.com`;

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let lines = '';
  const destination = {
    write: (line: string) => {
      lines += line;
    },
  };
  write(createLogger({ level: 'trace', name: 'test', destination }));
  return lines;
}

describe('the logger', () => {
  it('writes JSON with its name, level and fields', () => {
    const line = JSON.parse(logged((log) => log.warn({ lane: 'google' }, 'Resting')));
    expect(line).toMatchObject({ name: 'test', level: 40, lane: 'google', msg: 'Resting' });
  });

  it('writes nothing below its level', () => {
    let written = 0;
    const destination = {
      write: () => {
        written++;
      },
    };
    createLogger({ level: 'error', name: 'test', destination }).warn('unheard');
    expect(written).toBe(0);
  });

  it.each<[string, (log: ReturnType<typeof createLogger>) => void]>([
    ['messages', (log) => log.info(`asked ${address}`)],
    ['arguments of messages', (log) => log.info('asked %s %j', address, { address })],
    ['fields', (log) => log.info({ address, deep: { list: [address], [address]: 1 } })],
    ['errors and their causes', (log) => log.error(new Error(`no ${address}`, { cause: new Error(address) }))],
    ['aggregated errors', (log) => log.error({ err: new AggregateError([new Error(address)], address) })],
    ['child loggers', (log) => log.child({ address }).child({ other: address }).info(address)],
    ['URLs', (log) => log.info({ url: `/v1/verify?email=${encodeURIComponent(address)}` })],
    ['replies of servers', (log) => log.info({ reply: `550 5.1.1 <${address}>: Recipient address rejected` })],
  ])('masks local parts in %s', (_where, write) => {
    const lines = logged(write);
    expect(lines).toContain('example.com');
    expect(lines).not.toContain(CANARY);
    for (const line of lines.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });
});
